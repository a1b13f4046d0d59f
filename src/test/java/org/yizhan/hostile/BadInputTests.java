package org.yizhan.hostile;

import java.lang.reflect.RecordComponent;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yizhan.directory.Directory;
import org.yizhan.hostile.DemonstrationStaff.Session;
import org.yizhan.identity.TestBrowser.Answer;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.MembersOnly;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.StaffOnly;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that nobody should send, to every place that takes something. Routes come from the handler mappings and their
 * parameters from the handlers, so that a new form is tried without being named here; the other fields of a form carry what the
 * page itself offers, so that the bad value gets as far as it can. Whoever may call the route does it, signed in over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"yizhan.demo=true",
    "yizhan.test=hostile"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTests {
    /** While one mends: {@code -Dbad-input.routes=/desk/cases} tries the routes that hold this. */
    private static final Pattern ASKED = Pattern.compile(System.getProperty("bad-input.routes", ""));

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]\\w*)[:}]");
    private static final Duration NEVER_LONGER = Duration.ofSeconds(60);
    private static final List<String> TYPES = List.of("application/json", "text/xml", "multipart/form-data",
            "multipart/form-data; boundary=b", "multipart/mixed; boundary=b",
            "application/x-www-form-urlencoded; charset=nothing", "nothing");
    private static final List<String> VERBS = List.of("PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE");

    @LocalServerPort
    int port;
    @Autowired
    ObjectProvider<RequestMappingHandlerMapping> mappings;
    @Autowired
    Directory directory;
    @Autowired
    JdbcClient sql;

    private final Map<String, Map<String, String>> offered = new HashMap<>();
    private final Map<Route, List<Field>> known = new HashMap<>();
    private final Map<Route, Map<String, String>> elsewhere = new HashMap<>();
    private final Map<Route, Integer> turns = new HashMap<>();
    private final Map<Set<String>, String> whoMay = new HashMap<>();
    private DemonstrationStaff staff;
    private Articles articles;

    /** A place that takes something. */
    private record Route(HttpMethod method, String pattern, HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private final Set<String> followed = new HashSet<>();

    /** A field of a request; a path variable, a parameter, a header, a cookie, a file or the body. */
    private record Field(String name, Kind kind, Class<?> type) {
        enum Kind {
            PATH, PARAMETER, HEADER, COOKIE, FILE, BODY
        }
    }

    @BeforeAll
    void signInAndReadTheForms() {
        staff = new DemonstrationStaff(port);
        articles = new Articles(staff, sql);
        for (Route route : routes()) {
            if (route.method() == HttpMethod.GET) {
                readForms(Jsoup.parse(caller(route).get(address(route, Map.of())).body()));
            }
        }
    }

    private void readForms(Document page) {
        for (Element form : page.select("form[method=post]")) {
            Map<String, String> fields = offered.computeIfAbsent(form.attr("action"), _ -> new LinkedHashMap<>());
            for (Element input : form.select("input[name], textarea[name], select[name]")) {
                String value = switch (input.normalName()) {
                    case "textarea" -> input.wholeText();
                    case "select" -> Optional.ofNullable(input.selectFirst("option[selected]"))
                            .or(() -> Optional.ofNullable(input.select("option[value~=.+]").first()))
                            .map(option -> option.attr("value"))
                            .orElse("");
                    default -> input.attr("value");
                };
                if (!input.attr("name").equals("_csrf") && !input.attr("type").equals("file")) {
                    fields.merge(input.attr("name"), value, (a, b) -> a.isEmpty() ? b : a);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingThatIsSentBreaksARoute() {
        return routes().stream()
                .map(route -> DynamicTest.dynamicTest(route.toString(), () -> {
                    var problems = new ArrayList<String>();
                    followed.clear();
                    for (Field field : fields(route)) {
                        for (Hostile hostile : values(route, field)) {
                            send(route, field, hostile).map(answer -> follow(caller(route), answer, hostile))
                                    .flatMap(answer -> problem(route, answer))
                                    .ifPresent(words -> problems
                                            .add(field.name() + " = " + hostile.name() + ": " + words));
                        }
                    }
                    assertThat(problems).isEmpty();
                }));
    }

    private List<Hostile> values(Route route, Field field) {
        if (field.kind() == Field.Kind.PATH && route.pattern().contains("{" + field.name() + ":[0-9]{1,18}}")) {
            return Hostile.FOR_DIGITS;
        }
        List<Field> alike = fields(route).stream()
                .filter(one -> one.kind() == field.kind() && isNumber(one) == isNumber(field))
                .toList();
        return inTurn(route, alike).equals(field)
                ? Hostile.inTurn(isNumber(field), turn(route))
                : Hostile.always(isNumber(field));
    }

    private static boolean isNumber(Field field) {
        return field.type().isPrimitive()
                || Number.class.isAssignableFrom(field.type())
                || field.type() == Boolean.class
                || field.type().isEnum();
    }

    @TestFactory
    Stream<DynamicTest> noShapeOfARequestBreaksARoute() {
        return routes().stream().map(route -> DynamicTest.dynamicTest(route.toString(), () -> {
            var problems = new LinkedHashMap<String, String>();
            shapes(route)
                    .forEach((shape, answer) -> problem(route, answer).ifPresent(words -> problems.put(shape, words)));
            assertThat(problems).isEmpty();
        }));
    }

    /** Without fields, with each field twice, as another kind of content, with another verb. */
    private Map<String, Answer> shapes(Route route) {
        var answers = new LinkedHashMap<String, Answer>();
        String path = address(route, Map.of());
        List<Field> fields = fields(route);
        String good = goodForm(route, fields, Set.of());
        if (route.method() == HttpMethod.GET) {
            answers.put("no parameters", caller(route).get(path.replaceAll("\\?.*", "")));
            answers.put("each twice", caller(route).get(path + (path.contains("?") ? "&" : "?") + good));
        } else {
            answers.put("no fields", caller(route).post(path, ""));
            answers.put("each twice", caller(route).post(path, good + "&" + good));
            for (Field field : fields) {
                answers.put("without " + field.name(),
                        caller(route).post(path, goodForm(route, fields, Set.of(field.name()))));
            }
            // one binder reads all fields of a request and tells of all, so all are tried at once
            answers.put("all as lists", caller(route).post(path, good + each(fields, "&%1$s[0]=1&%1$s[99999999]=1")));
            answers.put("all as objects", caller(route).post(path, good + each(fields, "&%s.class.name=1")));
            if (inTurn(route, List.of(true, false, false, false, false, false, false, false))) {
                answers.put("6000 fields", caller(route).post(path, Stream.iterate(0, n -> n < 6000, n -> n + 1)
                        .map(n -> "f" + n + "=1")
                        .collect(Collectors.joining("&"))));
            }
            String type = inTurn(route, TYPES);
            for (String body : List.of("{\"a\":",
                    "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nx")) {
                answers.put(type + " with " + body, raw(route, path, type, body));
            }
        }
        String verb = inTurn(route, VERBS);
        answers.put(verb, caller(route).browser()
                .send(caller(route).browser()
                        .request(path)
                        .timeout(NEVER_LONGER)
                        .method(verb, HttpRequest.BodyPublishers.noBody())));
        answers.put(route.method() == HttpMethod.GET ? "POST" : "GET", route.method() == HttpMethod.GET
                ? caller(route).post(path.replaceAll("\\?.*", ""), "")
                : caller(route).get(path));
        String accept = inTurn(route, List.of("application/json", "nothing at all"));
        answers.put("accepts " + accept, caller(route).browser()
                .send(caller(route).browser().request(path).timeout(NEVER_LONGER).header("Accept", accept).GET()));
        return answers;
    }

    /** What is answered before any code of a route sees it: each route tries one, and all of them are tried by many. */
    private <T> T inTurn(Route route, List<T> some) {
        return some.get(turn(route) % some.size());
    }

    private int turn(Route route) {
        return turns.computeIfAbsent(route, _ -> turns.size());
    }

    private static String each(List<Field> fields, String form) {
        return fields.stream().map(field -> form.formatted(field.name())).collect(Collectors.joining());
    }

    private Answer raw(Route route, String path, String type, String body) {
        Session session = caller(route);
        return session.browser()
                .send(session.browser()
                        .request(path)
                        .timeout(NEVER_LONGER)
                        .header("Content-Type", type)
                        .header("X-CSRF-TOKEN", session.token())
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));
    }

    /** Sends the request with one bad field; nothing when the value cannot stand there. */
    private Optional<Answer> send(Route route, Field field, Hostile hostile) {
        Session session = caller(route);
        List<Field> fields = fields(route);
        if (field.kind() == Field.Kind.PATH) {
            if (!hostile.standsInAddress()) {
                return Optional.empty();
            }
            String path = address(route, Map.of(field.name(), hostile.encoded()));
            return Optional.of(route.method() == HttpMethod.GET
                    ? session.get(path)
                    : session.post(path, goodForm(route, fields, Set.of())));
        }
        String path = address(route, Map.of());
        String bad = field.name() + "=" + hostile.encoded();
        String rest = goodForm(route, fields, Set.of(field.name()));
        return switch (field.kind()) {
            case HEADER, COOKIE -> hostile.standsInHeader()
                    ? Optional.of(session.browser()
                            .send(session.browser()
                                    .request(path)
                                    .timeout(NEVER_LONGER)
                                    .header(field.kind() == Field.Kind.COOKIE ? "Cookie" : field.name(),
                                            field.kind() == Field.Kind.COOKIE ? bad : hostile.encoded())
                                    .method(route.method().name(), HttpRequest.BodyPublishers.noBody())))
                    : Optional.empty();
            case BODY -> Optional.of(raw(route, path, "text/plain", hostile.decoded()));
            case FILE -> Optional.of(multipart(route, path, field, hostile));
            case PARAMETER, PATH -> {
                if (route.method() != HttpMethod.GET) {
                    yield Optional.of(session.post(path, rest.isEmpty() ? bad : rest + "&" + bad));
                }
                if (!hostile.standsInAddress()) {
                    yield Optional.empty();
                }
                String base = path.replaceAll("\\?.*", "");
                yield Optional.of(session.get(base + "?" + (rest.isEmpty() ? bad : rest + "&" + bad)));
            }
        };
    }

    /** A file whose name, type and content are the bad value. */
    private Answer multipart(Route route, String path, Field field, Hostile hostile) {
        String value = hostile.decoded();
        var body = new StringBuilder();
        for (Field other : fields(route)) {
            if (other.kind() == Field.Kind.PARAMETER) {
                body.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(other.name())
                        .append("\"\r\n\r\n")
                        .append(new String(good(route, other).getBytes(StandardCharsets.UTF_8),
                                StandardCharsets.ISO_8859_1))
                        .append("\r\n");
            }
        }
        String name = value.length() > 3000 ? value.substring(0, 3000) : value;
        body.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(field.name())
                .append("\"; filename=\"")
                .append(name.replace("\"", "%22").replace("\r\n", " "))
                .append(".png\"\r\nContent-Type: image/png\r\n\r\n")
                .append(value)
                .append("\r\n--b--\r\n");
        return raw(route, path, "multipart/form-data; boundary=b", body.toString());
    }

    /**
     * Goes where the answer leads: each time for what must not come out as it went in and for what would weigh on the session until
     * it is shown, otherwise once for each place.
     */
    private Answer follow(Session session, Answer answer, Hostile hostile) {
        for (int i = 0; i < 2
                && answer.status() / 100 == 3
                && answer.location().startsWith("/")
                && (followed.add(answer.location()) || hostile.isMarkup() || hostile.isLong()); i++) {
            answer = session.get(answer.location());
        }
        return answer;
    }

    /** What is wrong with an answer. */
    private Optional<String> problem(Route route, Answer answer) {
        if (answer.status() == 403 || answer.location().contains("sign-in")) {
            staff.doubt();
        }
        String body = answer.body();
        String type = answer.header("Content-Type");
        if (answer.status() >= 500) {
            return Optional.of("answers " + answer.status());
        }
        if (answer.raw().headers().firstValue("X-Injected").isPresent()) {
            return Optional.of("a header could be slipped in");
        }
        boolean text = type.startsWith("text/") || type.contains("json")
                || type.contains("xml") && !type.contains("officedocument");
        var leak = Leaks.in(body);
        if (text && leak.isPresent()) {
            return Optional.of("shows " + leak.get());
        }
        if (type.startsWith("text/html") && body.contains(Hostile.SCRIPT)) {
            return Optional.of("repeats the script");
        }
        boolean refused = answer.status() >= 400 && !answer.raw().request().method().equals("HEAD");
        if (refused && !Leaks.CHINESE.matcher(body).find()) {
            return Optional.of("answers " + answer.status() + " without a word: " + type + " " + shortened(body));
        }
        return Optional.empty();
    }

    private static String shortened(String body) {
        return body.length() < 200 ? body : body.substring(0, 200);
    }

    private Session caller(Route route) {
        String account = account(route);
        return account.isEmpty() ? staff.visitor() : staff.as(account);
    }

    private String account(Route route) {
        Optional<String> decided = articles.whoDecides(route.pattern());
        if (decided.isPresent()) {
            return decided.get();
        }
        if (has(route, MembersOnly.class)) {
            return DemonstrationStaff.CITIZEN;
        }
        if (has(route, StaffOnly.class)) {
            return "heping";
        }
        Needs needs = AnnotatedElementUtils.findMergedAnnotation(route.handler().getMethod(), Needs.class);
        if (needs == null) {
            needs = AnnotatedElementUtils.findMergedAnnotation(route.handler().getBeanType(), Needs.class);
        }
        if (needs == null) {
            return "";
        }
        return whoMay.computeIfAbsent(Set.of(needs.value()), permissions -> whoMay(route, permissions));
    }

    private String whoMay(Route route, Set<String> permissions) {
        return sql.sql("select account from directory.person where left_on is null order by id")
                .query(String.class)
                .list()
                .stream()
                .filter(account -> permissions.stream().anyMatch(actor(account)::mayAnywhere))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody of the demonstration may call " + route));
    }

    private Actor actor(String account) {
        return directory.actor(directory.personByAccount(account).orElseThrow().id());
    }

    private static boolean has(Route route, Class<? extends java.lang.annotation.Annotation> annotation) {
        return AnnotatedElementUtils.hasAnnotation(route.handler().getMethod(), annotation)
                || AnnotatedElementUtils.hasAnnotation(route.handler().getBeanType(), annotation)
                        && !AnnotatedElementUtils.hasAnnotation(route.handler().getMethod(), Needs.class);
    }

    private String goodForm(Route route, List<Field> fields, Set<String> without) {
        var form = new LinkedHashMap<String, String>();
        if (route.method() != HttpMethod.GET) {
            form.putAll(offeredBy(route));
        }
        for (Field field : fields) {
            if (field.kind() == Field.Kind.PARAMETER) {
                form.put(field.name(), good(route, field));
            }
        }
        form.keySet().removeAll(without);
        return Encoded.form(form);
    }

    private Map<String, String> offeredBy(Route route) {
        Map<String, String> exactly = offered.get(address(route, Map.of()));
        return exactly != null ? exactly : elsewhere.computeIfAbsent(route, this::offeredBesides);
    }

    /** What a form offers that goes to the same route for another thing. */
    private Map<String, String> offeredBesides(Route route) {
        Pattern any = Pattern.compile(route.pattern().replaceAll("\\{[^}]*\\{[^}]*}[^}]*}|\\{[^}]*}", "[^/]+"));
        return offered.entrySet()
                .stream()
                .filter(form -> any.matcher(form.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Map.of());
    }

    private String good(Route route, Field field) {
        Optional<String> version = field.name().equals("version")
                ? articles.version(route.pattern())
                : Optional.empty();
        if (version.isPresent()) {
            return version.get();
        }
        String shown = route.method() == HttpMethod.GET ? null : offeredBy(route).get(field.name());
        if (shown != null && !shown.isBlank()) {
            return shown;
        }
        return switch (field.name()) {
            case "column" -> one("select id from content.column_ where slug = 'tzgg' order by id limit 1");
            case "site" -> one("select id from content.site where slug = ''");
            case "person" -> one("select max(id) from directory.person");
            case "year" -> "2026";
            case "from", "to", "issuedOn" -> "2026-11-02";
            case "limit" -> "10wd";
            case "act" -> "save";
            default -> {
                if (field.type() == boolean.class || field.type() == Boolean.class) {
                    yield "true";
                }
                if (field.type().isEnum()) {
                    yield ((Enum<?>) field.type().getEnumConstants()[0]).name();
                }
                yield field.type() == String.class || Collection.class.isAssignableFrom(field.type()) ? "水利" : "1";
            }
        };
    }

    /** The route's address with what is really there in place of its variables, but for those given. */
    private String address(Route route, Map<String, String> bad) {
        String path = route.pattern();
        for (Field field : fields(route)) {
            if (field.kind() == Field.Kind.PATH) {
                String value = bad.getOrDefault(field.name(), there(route.pattern(), field.name()));
                path = path.replaceFirst("\\{" + field.name() + "(:(\\{[^}]*}|[^{}])*)?}",
                        Matcher.quoteReplacement(value));
            }
        }
        if (route.method() == HttpMethod.GET) {
            String required = fields(route).stream()
                    .filter(field -> field.kind() == Field.Kind.PARAMETER && field.type().isPrimitive())
                    .map(field -> field.name() + "=" + good(route, field))
                    .collect(Collectors.joining("&"));
            return required.isEmpty() ? path : path + "?" + required;
        }
        return path;
    }

    private String there(String pattern, String variable) {
        Optional<String> article = articles.id(pattern);
        if (article.isPresent() && variable.equals("id")) {
            return article.get();
        }
        return switch (variable) {
            case "role" -> "contributor";
            case "code" -> "editor";
            case "name" -> pattern.contains("feeds") ? "portal" : "a.png";
            case "format" -> "rss";
            case "first", "site" -> "slj";
            case "column" -> "tzgg";
            case "month" -> "202611";
            case "path" -> "index.svg";
            case "id", "draft" -> switch (pattern.replaceFirst("^/(desk/)?([a-z]+).*$", "$2")) {
                case "columns" -> one("select max(id) from content.column_");
                case "sites" -> one("select max(id) from content.site");
                case "units" -> one("select max(id) from directory.unit");
                case "people" -> one("select max(id) from directory.person");
                case "posts" -> one("select max(id) from directory.post");
                case "files" -> one("select max(id) from files.file");
                default -> "1";
            };
            default -> "1";
        };
    }

    private String one(String query) {
        return sql.sql(query).query((row, _) -> Optional.ofNullable(row.getString(1)).orElse("1")).single();
    }

    private List<Field> fields(Route route) {
        return known.computeIfAbsent(route, BadInputTests::read);
    }

    private static List<Field> read(Route route) {
        var fields = new LinkedHashSet<Field>();
        Matcher variables = VARIABLE.matcher(route.pattern());
        while (variables.find()) {
            fields.add(new Field(variables.group(1), Field.Kind.PATH, String.class));
        }
        for (MethodParameter parameter : route.handler().getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            fields.addAll(fields(parameter));
        }
        return List.copyOf(fields);
    }

    private static List<Field> fields(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        String name = String.valueOf(parameter.getParameterName());
        if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return List.of(new Field(name, Field.Kind.BODY, type));
        }
        var header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null) {
            return List.of(new Field(header.name().isEmpty() ? name : header.name(), Field.Kind.HEADER, type));
        }
        if (parameter.hasParameterAnnotation(CookieValue.class)) {
            return List.of(new Field(name, Field.Kind.COOKIE, type));
        }
        var asked = parameter.getParameterAnnotation(RequestParam.class);
        if (asked != null) {
            boolean file = MultipartFile.class.isAssignableFrom(type)
                    || MultipartFile.class.isAssignableFrom(parameter.nested().getNestedParameterType());
            return List.of(new Field(asked.name().isEmpty() ? name : asked.name(),
                    file ? Field.Kind.FILE : Field.Kind.PARAMETER, type));
        }
        return type.isRecord() && type.getName().startsWith("org.yizhan.") && type != Actor.class
                ? Stream.of(type.getRecordComponents()).map(BadInputTests::field).toList()
                : List.of();
    }

    private static Field field(RecordComponent component) {
        return new Field(component.getName(), Field.Kind.PARAMETER, component.getType());
    }

    private List<Route> routes() {
        var routes = new TreeMap<String, Route>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
            String type = handler.getBeanType().getName();
            if (type.startsWith("org.yizhan.") && !type.contains("Tests")) {
                for (String pattern : info.getPatternValues()) {
                    for (HttpMethod method : methods(info)) {
                        Route route = new Route(method, pattern.replace("{*", "{"), handler);
                        if (ASKED.matcher(route.toString()).find()) {
                            routes.put(route.toString(), route);
                        }
                    }
                }
            }
        }));
        return List.copyOf(routes.values());
    }

    private static List<HttpMethod> methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty()
                ? List.of(HttpMethod.GET, HttpMethod.POST)
                : methods.stream().map(RequestMethod::asHttpMethod).toList();
    }
}
