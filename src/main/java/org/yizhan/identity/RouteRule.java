package org.yizhan.identity;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.web.MembersOnly;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.StaffOnly;

/** Who may call a route, as its annotation says. A method's annotation replaces the one of its class. */
sealed interface RouteRule {
    record Everyone() implements RouteRule {}

    record Staff() implements RouteRule {}

    record Members() implements RouteRule {}

    record Holders(List<String> permissions) implements RouteRule {}

    /** No annotation, or more than one: nobody. */
    record Nobody() implements RouteRule {}

    List<Class<? extends Annotation>> KINDS = List.of(Open.class, StaffOnly.class, MembersOnly.class, Needs.class);

    static RouteRule of(HandlerMethod handler) {
        List<Annotation> onMethod = found(handler.getMethod());
        List<Annotation> stated = onMethod.isEmpty() ? found(handler.getBeanType()) : onMethod;
        if (stated.size() != 1) {
            return new Nobody();
        }
        return switch (stated.getFirst()) {
            case Open any -> new Everyone();
            case StaffOnly any -> new Staff();
            case MembersOnly any -> new Members();
            case Needs needs -> new Holders(Arrays.asList(needs.value()));
            default -> new Nobody();
        };
    }

    private static List<Annotation> found(java.lang.reflect.AnnotatedElement element) {
        return KINDS.stream()
                .flatMap(kind -> Stream
                        .ofNullable((Annotation) AnnotatedElementUtils.findMergedAnnotation(element, kind)))
                .toList();
    }

    /** What holds for this caller. */
    default Verdict verdict(java.util.function.Supplier<Actor> caller) {
        return switch (this) {
            case Everyone any -> Verdict.ALLOWED;
            case Nobody any -> Verdict.NOTHING_HERE;
            case Staff any -> caller.get().isStaff() ? Verdict.ALLOWED : Verdict.STAFF_SIGN_IN;
            case Members any -> isMember(caller.get()) ? Verdict.ALLOWED : Verdict.MEMBER_SIGN_IN;
            case Holders holders -> {
                Actor actor = caller.get();
                if (!actor.isStaff()) {
                    yield Verdict.STAFF_SIGN_IN;
                }
                yield holders.permissions().stream().anyMatch(actor::mayAnywhere) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
            }
        };
    }

    private static boolean isMember(Actor actor) {
        return actor.ref().kind() == ActorRef.Kind.CITIZEN || actor.ref().kind() == ActorRef.Kind.ENTERPRISE;
    }

    /** The decision about one call. */
    enum Verdict {
        ALLOWED, STAFF_SIGN_IN, MEMBER_SIGN_IN, FORBIDDEN, NOTHING_HERE;

        static Optional<Verdict> from(jakarta.servlet.http.HttpServletRequest request) {
            return Optional.ofNullable((Verdict) request.getAttribute(Verdict.class.getName()));
        }
    }
}
