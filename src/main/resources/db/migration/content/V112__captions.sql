-- What is said in a film, for those who cannot hear it.
insert into content.model_element (model, code, label, kind, hint, choices, required, public, position) values
    ('video', 'captions', '字幕文件', 'FILE', 'WebVTT 格式（.vtt），剪辑软件都能导出。播放时显示，听不见的读者靠它。', '', false, true, 15);
