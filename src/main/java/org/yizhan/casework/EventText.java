package org.yizhan.casework;

import org.springframework.stereotype.Component;
import org.yizhan.shared.UnitPath;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Events as rows keep them: a type, and the facts as JSON with units as paths and cases as numbers. */
@Component
class EventText {
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(UnitPath.class, new ValueSerializer<UnitPath>() {
                        @Override
                        public void serialize(UnitPath path, JsonGenerator out, SerializationContext context) {
                            out.writeString(path.value());
                        }
                    })
                    .addSerializer(CaseId.class, new ValueSerializer<CaseId>() {
                        @Override
                        public void serialize(CaseId id, JsonGenerator out, SerializationContext context) {
                            out.writeNumber(id.value());
                        }
                    })
                    .addDeserializer(UnitPath.class, new ValueDeserializer<UnitPath>() {
                        @Override
                        public UnitPath deserialize(JsonParser in, DeserializationContext context) {
                            return new UnitPath(in.getString());
                        }
                    })
                    .addDeserializer(CaseId.class, new ValueDeserializer<CaseId>() {
                        @Override
                        public CaseId deserialize(JsonParser in, DeserializationContext context) {
                            return new CaseId(in.getLongValue());
                        }
                    }))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String write(CaseEvent event) {
        return json.writeValueAsString(event);
    }

    CaseEvent read(String type, String facts) {
        Class<? extends CaseEvent> known = CaseEvent.TYPES.get(type);
        if (known == null) {
            throw new IllegalStateException("an event of a newer program: " + type);
        }
        return json.readValue(facts, known);
    }
}
