package org.yizhan.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.shared.Kept;

/** Content models in the database, and all of them in memory: every form, every save and every page asks. */
@Repository
class ModelRows {
    private final JdbcClient sql;
    private final Kept<Picture> kept = new Kept<>(this::read);

    ModelRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param byColumn what each column takes; a column that is missing takes every model */
    record Picture(Map<String, ContentModel> models, Map<Long, List<String>> byColumn) {}

    /** All models, retired ones included, in their order. */
    Collection<ContentModel> all() {
        return kept.now().models().values();
    }

    Optional<ContentModel> find(String code) {
        return Optional.ofNullable(kept.now().models().get(code));
    }

    /** What may be written in the column; never empty. */
    List<ContentModel> of(long columnId) {
        Picture now = kept.now();
        List<String> chosen = now.byColumn().getOrDefault(columnId, List.of());
        List<ContentModel> inUse = now.models().values().stream().filter(model -> !model.retired()).toList();
        List<ContentModel> taken = inUse.stream().filter(model -> chosen.contains(model.code())).toList();
        return taken.isEmpty() ? inUse : taken;
    }

    List<String> chosenFor(long columnId) {
        return kept.now().byColumn().getOrDefault(columnId, List.of());
    }

    void changed() {
        kept.changed();
    }

    private Picture read() {
        var elements = new HashMap<String, List<ModelElement>>();
        sql.sql("select * from content.model_element order by model, position, code").query(row -> {
            elements.computeIfAbsent(row.getString("model"), model -> new ArrayList<>())
                    .add(new ModelElement(row.getString("code"), row.getString("label"),
                            ElementKind.valueOf(row.getString("kind")), row.getString("hint"),
                            row.getString("choices").lines().filter(line -> !line.isBlank()).toList(),
                            row.getBoolean("required"), row.getBoolean("public"), row.getInt("position"),
                            row.getBoolean("retired"), row.getInt("version")));
        });
        var models = new LinkedHashMap<String, ContentModel>();
        sql.sql("select * from content.model order by position, code").query(row -> {
            String code = row.getString("code");
            models.put(code, new ContentModel(code, row.getString("name"), row.getString("note"),
                    ContentModel.PictureRule.valueOf(row.getString("pictures")), row.getInt("position"),
                    row.getBoolean("retired"), row.getInt("version"), elements.getOrDefault(code, List.of())));
        });
        var byColumn = new HashMap<Long, List<String>>();
        sql.sql("select column_id, model from content.column_model order by column_id, model")
                .query(row -> {
                    byColumn.computeIfAbsent(row.getLong(1), column -> new ArrayList<>()).add(row.getString(2));
                });
        return new Picture(models, byColumn);
    }

    /** A code of our own making, for what editors add. */
    String newCode(String letter) {
        return letter + sql.sql("select nextval('content.model_code')").query(Long.class).single();
    }

    /** @return false when the name is taken */
    boolean insert(String code, ContentModels.Wanted model) {
        try {
            sql.sql("""
                    insert into content.model (code, name, note, pictures, position)
                    values (:code, :name, :note, :pictures, :position)""")
                    .param("code", code)
                    .param("name", model.name())
                    .param("note", model.note())
                    .param("pictures", model.pictures().name())
                    .param("position", model.position())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** @return false when somebody else has changed it since */
    boolean update(String code, int version, ContentModels.Wanted model) {
        return sql.sql("""
                update content.model set name = :name, note = :note, pictures = :pictures, position = :position,
                    version = version + 1 where code = :code and version = :version""")
                .param("code", code)
                .param("version", version)
                .param("name", model.name())
                .param("note", model.note())
                .param("pictures", model.pictures().name())
                .param("position", model.position())
                .update() == 1;
    }

    boolean nameTaken(String name, String otherThan) {
        return sql.sql("select exists (select 1 from content.model where name = :name and code <> :code)")
                .param("name", name)
                .param("code", otherThan)
                .query(Boolean.class)
                .single();
    }

    void retire(String code, boolean retired) {
        sql.sql("update content.model set retired = :retired, version = version + 1 where code = :code")
                .param("code", code)
                .param("retired", retired)
                .update();
    }

    void insertElement(String model, ModelElement element) {
        elementParams(sql.sql("""
                insert into content.model_element (model, code, label, kind, hint, choices, required, public, position)
                values (:model, :code, :label, :kind, :hint, :choices, :required, :public, :position)"""), model,
                element).param("kind", element.kind().name()).update();
    }

    /** Its kind stays, so that what was said can still be read. */
    boolean updateElement(String model, ModelElement element) {
        return elementParams(sql.sql("""
                update content.model_element set label = :label, hint = :hint, choices = :choices, required = :required,
                    public = :public, position = :position, version = version + 1
                where model = :model and code = :code and version = :version"""), model, element)
                .param("version", element.version())
                .update() == 1;
    }

    private static JdbcClient.StatementSpec elementParams(JdbcClient.StatementSpec statement, String model,
            ModelElement element) {
        return statement.param("model", model)
                .param("code", element.code())
                .param("label", element.label())
                .param("hint", element.hint())
                .param("choices", String.join("\n", element.choices()))
                .param("required", element.required())
                .param("public", element.isPublic())
                .param("position", element.position());
    }

    void retireElement(String model, String code, boolean retired) {
        sql.sql("""
                update content.model_element set retired = :retired, version = version + 1
                where model = :model and code = :code""")
                .param("model", model)
                .param("code", code)
                .param("retired", retired)
                .update();
    }

    void allow(long columnId, Collection<String> models) {
        sql.sql("delete from content.column_model where column_id = :column").param("column", columnId).update();
        for (String model : models) {
            sql.sql("insert into content.column_model (column_id, model) values (:column, :model)")
                    .param("column", columnId)
                    .param("model", model)
                    .update();
        }
    }
}
