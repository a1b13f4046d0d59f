package org.yizhan.directory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.directory.Outcome.Done;
import org.yizhan.directory.Outcome.Problem;
import org.yizhan.directory.Outcome.Refused;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;

/** Puts permissions together to roles (角色); the work of the security administrator of the whole county. */
@Component
@Transactional
public class RoleBook {
    private static final int NAME = 30;
    private static final int NOTE = 200;

    private final Roles roles;
    private final Units units;
    private final RightsStamp stamp;
    private final Journal journal;
    private final List<Permissions> permissions;

    RoleBook(Roles roles, Units units, RightsStamp stamp, Journal journal, ObjectProvider<Permissions> permissions) {
        this.roles = roles;
        this.units = units;
        this.stamp = stamp;
        this.journal = journal;
        this.permissions = permissions.orderedStream().toList();
    }

    public List<Role> all() {
        return roles.all();
    }

    /** Every permission of the program, under the headings of the modules. */
    public List<Permissions> permissions() {
        return permissions;
    }

    /** How many people hold each role now, by the code of the role. */
    public Map<String, Integer> holders() {
        return roles.holders();
    }

    /** Why the actor cannot change roles; empty when possible. Roles hold everywhere, so a part of the county is not enough. */
    public Optional<Refusal> whyNot(Actor actor) {
        return units.root()
                .map(root -> DirectoryRules.check(actor, Action.CHANGE_ROLES, root.path()))
                .orElseGet(() -> Refusal.when(!DirectoryRules.isProgram(actor), "请先设置本级人民政府。"));
    }

    public Outcome<Role> add(Actor actor, String name, String note, Set<String> codes) {
        return keep(actor, null, name, note, codes, 0);
    }

    /** Those who hold the role have the new permissions from the next click on. */
    public Outcome<Role> change(Actor actor, String code, String name, String note, Set<String> codes, int version) {
        return keep(actor, code, name, note, codes, version);
    }

    private Outcome<Role> keep(Actor actor, @Nullable String code, String typedName, String typedNote,
            Set<String> codes, int version) {
        Optional<Refusal> refusal = whyNot(actor);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        stamp.hold();
        List<Role> all = roles.all();
        Optional<Role> old = all.stream().filter(role -> role.code().equals(code)).findFirst();
        if (code != null && old.isEmpty()) {
            return Outcome.refused("没有找到这个角色。");
        }
        if (old.filter(role -> role.adminKind() != null).isPresent()) {
            return Outcome.refused("三类管理员的权限由系统固定，不能修改。");
        }
        String name = PlainText.line(typedName);
        String note = PlainText.line(typedNote);
        List<Problem> problems = problems(all, code, name, note, codes);
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        String kept = code == null ? roles.freshCode() : code;
        boolean done = code == null
                ? roles.insert(kept, name, note, codes)
                : roles.update(code, name, note, codes, version);
        if (!done) {
            return Outcome.refused("刚才有人修改过这个角色。请先查看最新内容，再保存您的修改。");
        }
        stamp.change();
        record(actor, code == null ? DirectoryAct.ROLE_ADDED : DirectoryAct.ROLE_CHANGED, kept,
                old.map(Role::permissions).orElse(Set.of()), codes);
        return new Done<>(roles.byCode(kept).orElseThrow());
    }

    private List<Problem> problems(List<Role> all, @Nullable String code, String name, String note,
            Set<String> codes) {
        var problems = new ArrayList<Problem>();
        if (name.isEmpty() || PlainText.length(name) > NAME) {
            problems.add(new Problem("name", "请填写角色名称，最多" + NAME + "个字。"));
        } else if (all.stream().anyMatch(role -> role.name().equals(name) && !role.code().equals(code))) {
            problems.add(new Problem("name", "已有同名角色，请换一个名称。"));
        }
        if (PlainText.length(note) > NOTE) {
            problems.add(new Problem("note", "说明最多" + NOTE + "个字，请缩短。"));
        }
        if (codes.isEmpty()) {
            problems.add(new Problem("permissions", "请至少选择一项权限。"));
        }
        Set<String> known = permissions.stream()
                .flatMap(group -> group.all().stream())
                .map(Permission::code)
                .collect(Collectors.toSet());
        if (!known.containsAll(codes)) {
            problems.add(new Problem("permissions", "所选权限中有已经不存在的，请重新选择。"));
        }
        DirectoryRules.reserved(all, codes)
                .ifPresent(refusal -> problems.add(new Problem("permissions", refusal.text())));
        return problems;
    }

    private void record(Actor actor, DirectoryAct act, String code, Set<String> before, Set<String> after) {
        var added = new HashSet<>(after);
        added.removeAll(before);
        var removed = new HashSet<>(before);
        removed.removeAll(after);
        journal.record(actor.ref(), act, new ObjectRef("role", 0),
                Map.of("role", code, "added", count(added), "removed", count(removed), "permissions",
                        Sm3.hex(String.join(",", new TreeSet<>(after)))));
    }

    /** As codes where the journal's 200 characters allow it. */
    private static String count(Set<String> codes) {
        String text = String.join(",", new TreeSet<>(codes));
        return text.length() <= 200 ? text : String.valueOf(codes.size());
    }
}
