package org.yizhan.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route and every object action against every kind of caller. The decisions stand in a file that people read in review: a new
 * route without a decision, or a decision that changed, fails here.
 */
@SpringBootTest
class AccessMatrixTests {
    private static final Path FILE = Path.of("src/test/resources/access-matrix.txt");
    private static final UnitPath COUNTY = new UnitPath("/1/");

    @Autowired
    private ObjectProvider<RequestMappingHandlerMapping> mappings;
    @Autowired
    private List<Permissions> permissions;
    @Autowired
    private JdbcClient db;

    @Test
    void everyRouteSaysWhoMayCallIt() {
        List<String> undecided = new ArrayList<>();
        routes().forEach((route, handler) -> {
            if (isOurs(handler) && RouteRule.of(handler) instanceof RouteRule.Nobody) {
                undecided.add(route + " → " + handler);
            }
        });
        assertThat(undecided)
                .as("each handler, or its class, carries exactly one of @Open, @StaffOnly, @MembersOnly, @Needs(\"permission\")")
                .isEmpty();
    }

    @Test
    void everyPermissionThatIsAskedForOrHeldByARoleIsRegistered() {
        Set<String> registered = permissions.stream()
                .flatMap(module -> module.all().stream())
                .map(Permission::code)
                .collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>();
        routes().values().forEach(handler -> {
            if (RouteRule.of(handler) instanceof RouteRule.Holders holders) {
                asked.addAll(holders.permissions());
            }
        });
        assertThat(asked).as("permissions in @Needs that no Permissions bean offers").isSubsetOf(registered);
        Set<String> held = new TreeSet<>();
        db.sql("select permission from directory.role_permission")
                .query((r, n) -> r.getString(1))
                .list()
                .forEach(held::add);
        assertThat(held).as("permissions of built-in roles that no Permissions bean offers").isSubsetOf(registered);
    }

    @Test
    void theDecisionsAreTheOnesThatWereReviewed() throws IOException {
        String now = matrix();
        if (Boolean.getBoolean("access-matrix.write")) {
            Files.writeString(FILE, now);
        }
        String reviewed = Files.exists(FILE) ? Files.readString(FILE) : "";
        assertThat(now.lines().toList())
                .as("""
                        Who may call what has changed. If that is meant, write the file anew with
                          mvn test -Dtest=AccessMatrixTests -Daccess-matrix.write=true
                        and show the difference of %s in review.""", FILE)
                .isEqualTo(reviewed.lines().toList());
    }

    private String matrix() throws IOException {
        Map<String, Actor> callers = callers();
        var text = new StringBuilder(
                """
                        # Who may call which route, and do what with objects. Written by AccessMatrixTests; read in review.
                        # "everyone" includes visitors; "all staff" is whoever is signed in at the desk; "members" are citizens and enterprises.

                        ## Routes
                        """);
        routes().forEach((route, handler) -> text.append(route)
                .append("  →  ")
                .append(words(RouteRule.of(handler), callers))
                .append('\n'));
        for (ObjectActions module : objectActions()) {
            text.append("\n## ").append(moduleOf(module)).append(" objects\n");
            for (Enum<?> action : module.actions().getEnumConstants()) {
                String who = callers.entrySet()
                        .stream()
                        .filter(caller -> module.may(action, caller.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining(", "));
                text.append(action.name()).append("  →  ").append(who.isEmpty() ? "nobody" : who).append('\n');
            }
        }
        return text.toString();
    }

    private static String words(RouteRule rule, Map<String, Actor> callers) {
        List<String> allowed = callers.entrySet()
                .stream()
                .filter(caller -> rule.verdict(caller::getValue) == RouteRule.Verdict.ALLOWED)
                .map(Map.Entry::getKey)
                .toList();
        String who = allowed.isEmpty() ? "nobody" : String.join(", ", allowed);
        return switch (rule) {
            case RouteRule.Everyone all -> allowed.size() == callers.size() ? "everyone" : who;
            case RouteRule.Staff all -> allowed.size() == callers.size() - 3 ? "all staff" : who;
            case RouteRule.Members all -> allowed.equals(List.of("citizen", "enterprise")) ? "members" : who;
            case RouteRule.Holders holders -> who + "  [" + String.join(" or ", holders.permissions()) + "]";
            case RouteRule.Nobody none -> who;
        };
    }

    /** Visitor, citizen, enterprise, staff without any role, and one person of each built-in role. */
    private Map<String, Actor> callers() {
        var callers = new LinkedHashMap<String, Actor>();
        callers.put("visitor", Actor.VISITOR);
        callers.put("citizen", new Actor(new ActorRef(ActorRef.Kind.CITIZEN, 5), "市民", null, Set.of()));
        callers.put("enterprise", new Actor(new ActorRef(ActorRef.Kind.ENTERPRISE, 5), "企业", null, Set.of()));
        callers.put("staff without role", new Actor(ActorRef.staff(100), "职员", COUNTY, Set.of()));
        long id = 100;
        for (String role : db.sql("select code from directory.role where built_in order by ordering, code")
                .query((r, n) -> r.getString(1))
                .list()) {
            Set<Grant> grants = db.sql("select permission from directory.role_permission where role = ?")
                    .param(role)
                    .query((r, n) -> new Grant(r.getString(1), COUNTY))
                    .list()
                    .stream()
                    .collect(Collectors.toSet());
            callers.put(role, new Actor(ActorRef.staff(++id), role, COUNTY, grants));
        }
        return callers;
    }

    private Map<String, HandlerMethod> routes() {
        var routes = new java.util.TreeMap<String, HandlerMethod>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
            if (isOurs(handler)) {
                patterns(info).forEach(path -> routes.put(path + "  " + methods(info), handler));
            }
        }));
        return routes;
    }

    private static Set<String> patterns(RequestMappingInfo info) {
        return info.getPatternValues();
    }

    private static String methods(RequestMappingInfo info) {
        String methods = info.getMethodsCondition()
                .getMethods()
                .stream()
                .map(Enum::name)
                .sorted()
                .collect(Collectors.joining("/"));
        return methods.isEmpty() ? "any method" : methods;
    }

    /** Routes of this program, not of its tests; what a library brings has no rule and is refused to all. */
    private static boolean isOurs(HandlerMethod handler) {
        Class<?> type = handler.getBeanType();
        return type.getName().startsWith("org.yizhan.") && !type.getName().contains("Tests");
    }

    /** One for each enum named …Action; a module that has such an enum and nobody to speak for it fails. */
    private static List<ObjectActions> objectActions() throws IOException {
        Set<String> actions = named("Action", false).stream()
                .filter(Class::isEnum)
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        List<ObjectActions> speakers = named("ObjectActions", true).stream()
                .filter(type -> ObjectActions.class.isAssignableFrom(type) && !type.isInterface())
                .map(AccessMatrixTests::make)
                .sorted(java.util.Comparator.comparing(AccessMatrixTests::moduleOf))
                .toList();
        assertThat(speakers.stream().map(speaker -> speaker.actions().getName()))
                .as("each enum named …Action needs a test class …ObjectActions that implements ObjectActions, as ContentObjectActions does")
                .containsExactlyInAnyOrderElementsOf(actions);
        return speakers;
    }

    /** Our classes of which the name ends so. */
    private static List<Class<?>> named(String ending, boolean tests) throws IOException {
        var found = new ArrayList<Class<?>>();
        for (Resource file : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:org/yizhan/**/*" + ending + ".class")) {
            String path = file.getURL().toString();
            if (path.contains("/test-classes/") == tests) {
                found.add(ClassUtils.resolveClassName(path
                        .substring(path.lastIndexOf("/org/yizhan/") + 1, path.length() - ".class".length())
                        .replace('/', '.'), null));
            }
        }
        return found;
    }

    private static ObjectActions make(Class<?> type) {
        try {
            return (ObjectActions) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String moduleOf(ObjectActions speaker) {
        return speaker.getClass().getPackageName().replaceFirst("org\\.yizhan\\.", "");
    }
}
