package org.yizhan.content;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.runtime.LocalCommand;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** {@code ./yizhan import}: the same import as on the desk, from files on this machine. */
@Component
class ImportCommand implements LocalCommand {
    private static final String USAGE = """
            用法：./yizhan import 文件或文件夹… --as 账号 --column 栏目网址名 [--site 站点网址名] [--yes] [--accept-damaged]
              --as              以这个工作人员的身份导入，他须有导入和写稿的权限
              --column          导入到这个栏目；--site 不写时为县门户网站
              --yes             采用程序提出的标题、机关和日期，直接导入；不写时只读取，之后在工作台核对
              --accept-damaged  文字有损坏的也导入，表示已经核对过
            退出码：0 全部导入，2 有文件没有导入。""";

    private final ImportDesk desk;
    private final ImportRows rows;
    private final ColumnShelf columns;
    private final Directory directory;

    ImportCommand(ImportDesk desk, ImportRows rows, ColumnShelf columns, Directory directory) {
        this.desk = desk;
        this.rows = rows;
        this.columns = columns;
        this.directory = directory;
    }

    /** What was typed. */
    private static final class Options {
        final List<String> paths = new ArrayList<>();
        @Nullable
        String account;
        @Nullable
        String column;
        String site = "";
        boolean yes;
        boolean acceptDamaged;
        @Nullable
        String wrong;

        Options(List<String> args) {
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                boolean more = i + 1 < args.size();
                switch (arg) {
                    case "--yes" -> yes = true;
                    case "--accept-damaged" -> acceptDamaged = true;
                    case "--as", "--column", "--site" -> {
                        if (!more) {
                            wrong = arg + " 后面缺少内容";
                            return;
                        }
                        String value = args.get(++i);
                        switch (arg) {
                            case "--as" -> account = value;
                            case "--column" -> column = value;
                            default -> site = value;
                        }
                    }
                    default -> {
                        if (arg.startsWith("--")) {
                            wrong = "不认识的选项 " + arg;
                            return;
                        }
                        paths.add(arg);
                    }
                }
            }
        }
    }

    @Override
    public String name() {
        return "import";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        var options = new Options(args);
        String account = options.account;
        if (options.wrong != null || options.paths.isEmpty() || account == null) {
            out.println((options.wrong != null ? options.wrong + "。\n" : "") + USAGE);
            return 2;
        }
        Optional<Person> person = directory.personByAccount(account).filter(Person::active);
        if (person.isEmpty()) {
            out.println("没有账号“" + account + "”，或已停用。");
            return 2;
        }
        Long column = null;
        if (options.column != null) {
            Optional<Long> found = column(options.site, options.column);
            if (found.isEmpty()) {
                out.println("站点“" + (options.site.isEmpty() ? "县门户" : options.site) + "”没有网址名为“" + options.column
                        + "”的开放栏目。");
                return 2;
            }
            column = found.get();
        } else if (options.yes) {
            out.println("直接导入须用 --column 写明栏目。\n" + USAGE);
            return 2;
        }
        List<Path> files = new ArrayList<>();
        for (String path : options.paths) {
            if (!Files.isReadable(Path.of(path))) {
                out.println("找不到或不能读取：" + path);
                return 2;
            }
            collect(Path.of(path), files);
        }
        Actor actor = directory.actor(person.get().id());
        Path common = options.paths.size() == 1 && Files.isDirectory(Path.of(options.paths.getFirst()))
                ? Path.of(options.paths.getFirst())
                : null;
        List<ImportDesk.Incoming> incoming = files.stream()
                .map(file -> new ImportDesk.Incoming(
                        common == null ? String.valueOf(file.getFileName()) : common.relativize(file).toString(),
                        () -> Files.newInputStream(file)))
                .toList();
        return switch (desk.begin(actor, column, incoming)) {
            case ImportDesk.Begun.Refused refused -> refused(out, refused.why());
            case ImportDesk.Begun.Started started -> follow(actor, started.jobId(), options, out);
        };
    }

    private int follow(Actor actor, long job, Options options, PrintStream out) {
        await(actor, job, out);
        if (!options.yes) {
            ImportJob.Progress progress = desk.job(actor, job).orElseThrow().progress();
            out.println("已读取 " + progress.all() + " 个文件，" + progress.unreadable() + " 个不能读取，" + progress.damaged()
                    + " 个文字有损坏。");
            print(job, out);
            out.println("请在工作台核对后导入：/desk/import/" + job);
            return progress.unreadable() == 0 ? 0 : 2;
        }
        if (options.acceptDamaged) {
            desk.acceptDamaged(actor, job);
        }
        Optional<Refusal> refusal = rows.wanted(job) == 0 ? Optional.empty() : desk.take(actor, job);
        if (refusal.isPresent()) {
            return refused(out, refusal.get());
        }
        await(actor, job, out);
        ImportJob.Progress progress = desk.job(actor, job).orElseThrow().progress();
        print(job, out);
        out.println("共 " + progress.all() + " 个文件，导入为草稿 " + progress.taken() + " 个，没有导入 "
                + (progress.all() - progress.taken()) + " 个。");
        return progress.taken() == progress.all() ? 0 : 2;
    }

    private void await(Actor actor, long jobId, PrintStream out) {
        int said = -1;
        ImportJob job = desk.job(actor, jobId).orElseThrow();
        while (job.isBusy()) {
            ImportJob.Progress progress = job.progress();
            int now = job.state() == ImportJob.State.TAKING ? progress.taken() + progress.refused() : progress.read();
            if (now / 500 != said / 500) {
                out.println(job.state().label() + "：" + now + " / " + progress.all());
                said = now;
            }
            try {
                Thread.sleep(400);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            job = desk.job(actor, jobId).orElseThrow();
        }
    }

    private void print(long job, PrintStream out) {
        int after = 0;
        List<ImportFile> files = rows.page(job, after, 500);
        while (!files.isEmpty()) {
            for (ImportFile file : files) {
                var line = new StringBuilder(file.name()).append("\n    ").append(outcome(file));
                if (!file.title().isEmpty()) {
                    line.append("：").append(file.title());
                    line.append(file.issuingBody() == null ? "" : " | " + file.issuingBody());
                    line.append(file.issuedOn() == null ? "" : " | " + file.issuedOn());
                    line.append(file.encoding().isEmpty() ? "" : " | " + file.encoding());
                }
                String why = ImportDesk.why(file);
                if (!why.isEmpty()) {
                    line.append("\n    ").append(why);
                }
                if (file.isDamaged()) {
                    line.append("\n    文字有 ").append(file.damageCount()).append(" 处损坏，例如：");
                    file.damage().stream().limit(3).forEach(passage -> line.append("\n      ").append(passage));
                }
                out.println(line);
            }
            after = files.getLast().position();
            files = rows.page(job, after, 500);
        }
    }

    private static String outcome(ImportFile file) {
        if (file.state() == ImportFile.State.TAKEN) {
            return "已导入为草稿 /desk/articles/" + file.documentId();
        }
        return file.isDamaged() && !file.damageChecked() && file.state() != ImportFile.State.UNREADABLE
                ? "文字有损坏，没有导入，请核对"
                : file.state().label();
    }

    private Optional<Long> column(String site, String slug) {
        return columns.sites()
                .stream()
                .filter(found -> found.slug().equals(site))
                .flatMap(found -> columns.columns(found.id()).stream())
                .filter(found -> found.open() && found.slug().equals(slug))
                .map(ColumnRecord::id)
                .findFirst();
    }

    private static void collect(Path path, List<Path> files) {
        try (var walk = Files.walk(path)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int refused(PrintStream out, Refusal why) {
        out.println(why.text());
        return 2;
    }
}
