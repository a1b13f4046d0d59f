package org.yizhan;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.annotation.Transactional;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With the beans as code (docs/adr/0090) the proxy of a lazy parameter and that of a transactional class have one name, and the
 * package does not start; an {@code ObjectProvider} does the same.
 */
class LazyBeanTests {
    @Test
    void nothingTransactionalIsAskedForLazily() {
        JavaClasses program = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.yizhan");
        List<JavaParameter> lazy = program.stream()
                .flatMap(one -> one.getConstructors().stream())
                .flatMap(constructor -> constructor.getParameters().stream())
                .filter(parameter -> parameter.isAnnotatedWith(Lazy.class))
                .toList();
        assertThat(lazy).isNotEmpty()
                .noneMatch(parameter -> isTransactional(parameter.getRawType()));
    }

    private static boolean isTransactional(JavaClass type) {
        return type.isAnnotatedWith(Transactional.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(Transactional.class));
    }
}
