package org.yizhan.content;

/** Where an account in new media is kept (新媒体平台). */
public enum MediaPlatform {
    WECHAT("微信公众号"),
    WEIBO("微博"),
    DOUYIN("抖音"),
    KUAISHOU("快手"),
    WECHAT_VIDEO("微信视频号"),
    TOUTIAO("今日头条"),
    APP("移动客户端"),
    MINI_PROGRAM("小程序"),
    OTHER("其他");

    private final String label;

    MediaPlatform(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
