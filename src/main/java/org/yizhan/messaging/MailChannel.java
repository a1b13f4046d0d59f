package org.yizhan.messaging;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Mail by SMTP (邮件). The key is the message's id, so that a mailbox which gets it twice can tell. */
final class MailChannel implements MessageChannel {
    private static final String CONNECT = "5000";
    private static final String ANSWER = "10000";
    /** How Spring says that it did not come to sending; what it says when only closing failed is another. */
    private static final String NOT_CONNECTED = "Mail server connection failed";

    private final OutboxSettings settings;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String from;

    MailChannel(OutboxSettings settings) {
        this.settings = settings;
        String tls = tls(settings);
        this.from = settings.get("mail.from", "");
        sender.setHost(settings.get("mail.host", ""));
        sender.setPort(Integer.parseInt(settings.get("mail.port", tls.equals("ssl") ? "465" : "587")));
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        settings.find("mail.user").ifPresent(sender::setUsername);
        settings.find("mail.password").ifPresent(sender::setPassword);
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT);
        properties.setProperty("mail.smtp.timeout", ANSWER);
        properties.setProperty("mail.smtp.writetimeout", ANSWER);
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.find("mail.user").isPresent()));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls.equals("ssl")));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls.equals("starttls")));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls.equals("starttls")));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.mime.charset", StandardCharsets.UTF_8.name());
    }

    private static String tls(OutboxSettings settings) {
        return settings.get("mail.tls", "starttls").toLowerCase(Locale.ROOT);
    }

    static List<String> problems(OutboxSettings settings) {
        var problems = new ArrayList<String>();
        if (address(settings.get("mail.from", "")) == null) {
            problems.add("mail.from 应是发件人的邮箱地址。");
        }
        if (!settings.get("mail.port", "25").matches("\\d{1,5}")) {
            problems.add("mail.port 应是端口号。");
        }
        if (!List.of("starttls", "ssl", "none").contains(tls(settings))) {
            problems.add("mail.tls 只能是 starttls、ssl 或 none。");
        }
        if (settings.find("mail.user").isPresent() && settings.find("mail.password").isEmpty()) {
            problems.add("写了 mail.user，但没有写 mail.password。");
        }
        return problems;
    }

    private static @Nullable InternetAddress address(String text) {
        try {
            InternetAddress[] found = InternetAddress.parse(text, true);
            if (found.length == 1 && found[0].getAddress().indexOf('@') > 0) {
                found[0].validate();
                return found[0];
            }
            return null;
        } catch (AddressException e) {
            return null;
        }
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        InternetAddress to = address(delivery.to());
        if (to == null) {
            return new Outcome.BadAddress("不是邮箱地址");
        }
        try {
            sender.send(message(delivery, to));
            return new Outcome.Accepted(null);
        } catch (MailAuthenticationException e) {
            return new Outcome.Down("邮件服务器不认账号或密码。");
        } catch (MailSendException e) {
            return String.valueOf(e.getMessage()).startsWith(NOT_CONNECTED)
                    ? new Outcome.Down("连不上邮件服务器，请检查网络和 mail.host、mail.port。")
                    : failed(e.getFailedMessages().values().stream().findFirst().orElse(e));
        } catch (MailException | MessagingException | UnsupportedEncodingException e) {
            return failed(e);
        }
    }

    private MimeMessage message(Delivery delivery, InternetAddress to)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = sender.createMimeMessage();
        var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(new InternetAddress(from, settings.get("mail.name", ""), StandardCharsets.UTF_8.name()));
        helper.setTo(to);
        helper.setSubject(delivery.subject());
        helper.setText(delivery.text());
        message.setHeader("Message-ID", "<" + delivery.key() + from.substring(from.indexOf('@')) + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** The server's answer stands somewhere among the causes, or among the exceptions hung onto them. */
    private static Outcome failed(Exception e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof SMTPSenderFailedException) {
                return new Outcome.Down("邮件服务器不认发件人，请检查 mail.from。");
            }
            Integer code = code(cause);
            if (code != null && code >= 500) {
                return code == 550 || code == 551 || code == 553
                        ? new Outcome.BadAddress("没有这个邮箱（邮件服务器答复 " + code + "）")
                        : new Outcome.Refused("邮件服务器不收（答复 " + code + "）。");
            }
            if (code != null && code >= 400) {
                return new Outcome.Unclear("邮件服务器暂时不收（答复 " + code + "）。");
            }
            cause = cause instanceof MessagingException linked && linked.getNextException() != null
                    ? linked.getNextException()
                    : cause.getCause();
        }
        return new Outcome.Unclear("与邮件服务器的连接中断，不知道是否收下。");
    }

    private static @Nullable Integer code(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused when refused.getNextException() == null -> refused.getReturnCode();
            default -> null;
        };
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("邮件服务器", settings.get("mail.host", "") + "，端口 " + sender.getPort()),
                new Fact("加密", switch (tls(settings)) {
                    case "ssl" -> "有";
                    case "none" -> "没有，密码和内容会被看到";
                    default -> "有（STARTTLS）";
                }), new Fact("发件人", from), settings.secret("密码", "mail.password"));
    }
}
