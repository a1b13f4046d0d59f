package org.yizhan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Objects;
import java.util.Set;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * The beans of some modules alone, on a real database. That modules keep to what they may use {@link ModularityTests} says once;
 * Modulith's own annotation reads all classes for every context, which takes longer than the tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest
@TypeExcludeFilters(ModuleTest.Others.class)
public @interface ModuleTest {
    /** Packages below {@code org.yizhan}; their configuration is all there is. */
    String[] value();

    /** Leaves out what belongs to other modules. */
    final class Others extends TypeExcludeFilter {
        private static final String ROOT = "org.yizhan.";

        private final Set<String> modules;

        Others(Class<?> test) {
            modules = Set.of(Objects
                    .requireNonNull(TestContextAnnotationUtils.findMergedAnnotation(test, ModuleTest.class))
                    .value());
        }

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory factory) {
            String name = type.getClassMetadata().getClassName();
            return name.startsWith(ROOT) && !modules.contains(name.substring(ROOT.length()).replaceAll("\\..*", ""));
        }

        /** Contexts of the same modules are one. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Others filter && modules.equals(filter.modules);
        }

        @Override
        public int hashCode() {
            return modules.hashCode();
        }
    }
}
