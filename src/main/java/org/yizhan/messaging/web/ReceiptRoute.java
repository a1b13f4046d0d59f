package org.yizhan.messaging.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yizhan.messaging.Receipts;
import org.yizhan.shared.web.Open;

/** Where a short message gateway says what arrived. Every call proves itself by its signature. */
@RestController
class ReceiptRoute {
    private static final int LONGEST = 256 * 1024;
    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Receipts receipts;

    ReceiptRoute(Receipts receipts) {
        this.receipts = receipts;
    }

    @Open
    @PostMapping("/outbox/receipts/sms")
    ResponseEntity<String> take(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            return answer(413, "回执太长。");
        }
        String signature = request.getHeader(receipts.signatureHeader());
        return switch (receipts.take(body, signature == null ? "" : signature.strip())) {
            case Receipts.Taken.Yes(String words) -> answer(200, words);
            case Receipts.Taken.NotSigned no -> answer(401, "签名不对。");
            case Receipts.Taken.Unreadable no -> answer(400, "回执不是 JSON。");
            case Receipts.Taken.NotOffered no -> answer(404, "没有配置短信回执。");
        };
    }

    private static ResponseEntity<String> answer(int status, String words) {
        return ResponseEntity.status(status)
                .contentType(words.startsWith("{") ? MediaType.APPLICATION_JSON : PLAIN)
                .body(words);
    }
}
