package org.yizhan.content;

import java.util.Optional;
import java.util.Set;

import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Who may do what with content, when. The page asks before it shows a button, and the door asks again under the lock. Two
 * people at least stand behind everything public: whoever wrote or submitted an edition neither reviews nor publishes it, and
 * nobody signs two steps of one sheet.
 */
final class ContentRules {
    /** Each of them lets its holder read the articles of the unit. */
    static final Set<String> ANY = Set.of(ContentPermissions.WRITE, ContentPermissions.REVIEW,
            ContentPermissions.SECRECY, ContentPermissions.PUBLISH, ContentPermissions.EMERGENCY,
            ContentPermissions.WITHDRAW);

    /** What nobody does any more in a site that has ended. */
    private static final Set<ContentAction> CHANGES = Set.of(ContentAction.SAVE, ContentAction.SUBMIT,
            ContentAction.PUBLISH, ContentAction.EMERGENCY, ContentAction.REVISE);

    static final Refusal ARCHIVED = new Refusal("这个网站已关停归档，里面的内容按关停时的样子保存，不再修改和发布。需要更正的，请在仍开通的网站另写一篇；不宜再公开的，请撤稿。");

    private static final UnitPath NOWHERE = new UnitPath("/0/");

    private ContentRules() {}

    /** For columns, sites and words, and for writing something new: no edition exists. */
    static Optional<Refusal> refusal(ContentAction action, Actor actor, UnitPath unit) {
        return switch (action) {
            case WRITE -> needs(actor, ContentPermissions.WRITE, unit, "您没有在这个栏目写稿的权限，请联系本单位管理员开通。");
            case MANAGE_COLUMN -> isProgram(actor)
                    ? Optional.empty()
                    : needs(actor, ContentPermissions.COLUMNS, unit, "您没有管理这个单位栏目的权限。");
            case MANAGE_SITE -> isProgram(actor)
                    ? Optional.empty()
                    : needs(actor, ContentPermissions.SITES, unit, "您没有管理这个单位站点的权限。");
            case MANAGE_GROUP -> isProgram(actor)
                    ? Optional.empty()
                    : Refusal.when(!actor.isStaff() || !actor.mayEverywhere(ContentPermissions.SITES),
                            "站群由县里统一建设和管理，您没有这个权限。");
            case HANDLE_MISTAKE -> needs(actor, ContentPermissions.MISTAKES, unit, "这条找错归其他单位办理，您没有办理它的权限。");
            case MANAGE_WORDS -> needs(actor, ContentPermissions.WORDS, unit, "您没有管理这个单位检查用词的权限。");
            default -> throw new IllegalArgumentException(action + " is asked about an edition");
        };
    }

    /** For what the county has only once: the standard of columns, the group of sites and its register. */
    static Optional<Refusal> group(Actor actor) {
        return refusal(ContentAction.MANAGE_GROUP, actor, actor.unit() == null ? NOWHERE : actor.unit());
    }

    /** Making and arranging topics that this unit keeps up. */
    static Optional<Refusal> topics(Actor actor, UnitPath unit) {
        return isProgram(actor)
                ? Optional.empty()
                : needs(actor, ContentPermissions.TOPICS, unit, "您没有管理这个单位专题的权限。");
    }

    /** A county has its models only once. */
    static Optional<Refusal> models(Actor actor) {
        return Refusal.when(!actor.isStaff() || !actor.mayEverywhere(ContentPermissions.MODELS),
                "内容模型由全县统一管理，您没有修改它的权限。");
    }

    static Optional<Refusal> refusal(ContentAction action, Actor actor, Standing it) {
        if (!actor.isStaff()) {
            return refuse("请先用工作人员账号登录。");
        }
        if (action == ContentAction.READ) {
            boolean anyRight = ANY.stream().anyMatch(p -> actor.may(p, it.unit()))
                    || it.sheet().stream().anyMatch(line -> actor.may(line.permission(), line.unit()))
                    || it.consulted().stream().anyMatch(unit -> actor.may(ContentPermissions.REVIEW, unit))
                    || it.isWorkOf(actor.ref().id());
            return Refusal.when(!anyRight, "这篇稿件属于其他单位，您没有查看它的权限。");
        }
        if (!Workflow.allows(it.state(), action)) {
            return refuse("稿件现在是“" + it.state().label() + "”，不能" + action.label() + "。");
        }
        if (it.archived() && CHANGES.contains(action)) {
            return Optional.of(ARCHIVED);
        }
        return switch (action) {
            case SAVE, DROP -> needs(actor, ContentPermissions.WRITE, it.unit(), "您没有修改这个栏目稿件的权限。");
            case SUBMIT -> needs(actor, ContentPermissions.WRITE, it.unit(), "您没有提交这个栏目稿件的权限。");
            case TAKE_BACK -> takeBack(actor, it);
            case APPROVE -> sign(actor, it);
            case RETURN -> it.state() == EditionState.READY ? publish(actor, it) : sign(actor, it);
            case CLEAR_SECRECY, ASK_SECRECY, REFUSE_SECRECY -> secrecy(actor, it);
            case PUBLISH -> publish(actor, it);
            case EMERGENCY -> emergency(actor, it);
            case WITHDRAW -> needs(actor, ContentPermissions.WITHDRAW, it.unit(), "您没有撤下这个栏目稿件的权限。");
            case REVISE -> needs(actor, ContentPermissions.WRITE, it.unit(), "您没有修订这个栏目稿件的权限。");
            case READ, WRITE, MANAGE_COLUMN, MANAGE_SITE, MANAGE_GROUP, MANAGE_WORDS, HANDLE_MISTAKE ->
                throw new IllegalArgumentException(action.name());
        };
    }

    private static Optional<Refusal> takeBack(Actor actor, Standing it) {
        if (it.submittedBy() == null || it.submittedBy() != actor.ref().id()) {
            return refuse("只有提交人本人可以撤回。");
        }
        var missing = needs(actor, ContentPermissions.WRITE, it.unit(), "您已没有这个栏目的写稿权限，不能撤回。请审核人退回给同事修改。");
        if (missing.isPresent()) {
            return missing;
        }
        return Refusal.when(it.anythingSigned(), "已有人签署意见，不能再撤回。需要修改时，请审核人退回。");
    }

    private static Optional<Refusal> sign(Actor actor, Standing it) {
        var open = it.open();
        if (open.isEmpty()) {
            return refuse("这篇稿件没有等待签署的审核环节。");
        }
        Standing.Line line = open.get();
        if (!actor.may(line.permission(), line.unit())) {
            return refuse("现在是“" + line.name() + "”环节，您没有这个环节的审核权限。");
        }
        if (it.isWorkOf(actor.ref().id())) {
            return refuse("您写过或提交了这篇稿件，须由另一位同志审核。");
        }
        return Refusal.when(it.hasSigned(actor.ref().id()), "您已签过前面的环节，“" + line.name() + "”须由另一位同志签署。");
    }

    private static Optional<Refusal> secrecy(Actor actor, Standing it) {
        var missing = needs(actor, ContentPermissions.SECRECY, it.unit(), "保密审查由指定的领导签署，您没有这个权限。");
        if (missing.isPresent()) {
            return missing;
        }
        return Refusal.when(it.isWorkOf(actor.ref().id()), "您写过或提交了这篇稿件，保密审查须由另一位领导签署。");
    }

    private static Optional<Refusal> publish(Actor actor, Standing it) {
        var missing = needs(actor, ContentPermissions.PUBLISH, it.unit(), "稿件由指定的发布人发布，您没有发布权限。");
        if (missing.isPresent()) {
            return missing;
        }
        return Refusal.when(it.isWorkOf(actor.ref().id()), "您写过或提交了这篇稿件，须由另一位同志发布。");
    }

    private static Optional<Refusal> emergency(Actor actor, Standing it) {
        var missing = needs(actor, ContentPermissions.EMERGENCY, it.unit(), "应急发布由指定的人决定，您没有这个权限。");
        if (missing.isPresent()) {
            return missing;
        }
        return Refusal.when(it.isWorkOf(actor.ref().id()), "您写过或提交了这篇稿件，须由另一位同志应急发布。");
    }

    /** Who confirms an emergency release: a second person, whatever rights the first has. */
    static Optional<Refusal> confirmation(Actor actor, Standing it, long releasedBy) {
        if (!actor.isStaff() || !actor.may(ContentPermissions.PUBLISH, it.unit())
                && !actor.may(ContentPermissions.EMERGENCY, it.unit())) {
            return refuse("应急发布由有发布权限的同志确认，您没有这个权限。");
        }
        return Refusal.when(actor.ref().id() == releasedBy, "应急发布须由发布人以外的同志确认。")
                .or(() -> Refusal.when(it.isWorkOf(actor.ref().id()), "您写过或提交了这篇稿件，须由另一位同志确认。"));
    }

    /** Asking other units before a text of this unit goes public, and asking no longer. */
    static Optional<Refusal> coordinating(Actor actor, Standing it) {
        boolean may = actor.isStaff() && (actor.may(ContentPermissions.WRITE, it.unit())
                || actor.may(ContentPermissions.REVIEW, it.unit()) || actor.may(ContentPermissions.PUBLISH, it.unit()));
        return Refusal.when(!may, "您没有为这篇稿件征求其他单位意见的权限。")
                .or(() -> Refusal.when(!it.state().inWork(), "稿件现在是“" + it.state().label() + "”，不用征求意见。"));
    }

    /** Answering for the unit that was asked: never whoever asked, nor who wrote the text. */
    static Optional<Refusal> answering(Actor actor, Coordination asked, Standing it) {
        return needs(actor, ContentPermissions.REVIEW, asked.unit(), "这次协调由被征求意见单位的审核人答复，您没有这个权限。")
                .or(() -> Refusal.when(asked.askedBy() == actor.ref().id() || it.isWorkOf(actor.ref().id()),
                        "您写过这篇稿件或提出了这次协调，须由另一位同志答复。"));
    }

    /** Recommending a live article of this unit to a site above. */
    static Optional<Refusal> recommending(Actor actor, UnitPath unit) {
        boolean may = actor.isStaff() && (actor.may(ContentPermissions.WRITE, unit)
                || actor.may(ContentPermissions.REVIEW, unit) || actor.may(ContentPermissions.PUBLISH, unit));
        return Refusal.when(!may, "您没有推荐这个单位稿件的权限。");
    }

    /** Deciding what others' articles a column of this unit shows. */
    static Optional<Refusal> receiving(Actor actor, UnitPath unit) {
        boolean may = actor.isStaff()
                && (actor.may(ContentPermissions.REVIEW, unit) || actor.may(ContentPermissions.PUBLISH, unit));
        return Refusal.when(!may, "这个栏目是否采用推荐的稿件，由栏目的审核人决定，您没有这个权限。");
    }

    /** Handing down asks for the right to publish at both ends. */
    static Optional<Refusal> pushing(Actor actor, UnitPath unit) {
        return needs(actor, ContentPermissions.PUBLISH, unit, "您没有这个单位的发布权限，不能推送。");
    }

    /**
     * Taking it out again: the end that gave it always may, the end that shows it when it may decline.
     *
     * @param origin the unit of the article
     */
    static Optional<Refusal> removing(Actor actor, Placement it, UnitPath origin) {
        if (actor.isStaff() && it.askedBy() == actor.ref().id() || pushing(actor, origin).isEmpty()) {
            return Optional.empty();
        }
        var notHere = receiving(actor, it.unit());
        return notHere.isPresent()
                ? notHere
                : Refusal.when(!it.declinable(), "这是上级推送的稿件，按规定不能移出。确有不妥的，请联系推送的单位。");
    }

    /** The units in which this person has anything to do with articles. */
    static String[] scopes(Actor actor) {
        return actor.grants()
                .stream()
                .filter(grant -> ANY.contains(grant.permission()))
                .map(grant -> grant.scope().value())
                .distinct()
                .toArray(String[]::new);
    }

    private static Optional<Refusal> needs(Actor actor, String permission, UnitPath unit, String otherwise) {
        return Refusal.when(!actor.isStaff() || !actor.may(permission, unit), otherwise);
    }

    private static boolean isProgram(Actor actor) {
        return actor.ref().equals(ActorRef.PROGRAM);
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
