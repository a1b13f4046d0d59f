package org.yizhan.directory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;

/** The permissions of the directory (组织机构的权限). */
@Configuration(proxyBeanMethods = false)
public class DirectoryPermissions {
    public static final String UNITS = "directory.units";
    public static final String PEOPLE = "directory.people";
    public static final String ROLES = "directory.roles";
    public static final String POSTS = "directory.posts";

    @Bean
    Permissions directoryPermissionList() {
        return Permissions.of("组织机构", new Permission(UNITS, "管理单位和区划"), new Permission(PEOPLE, "管理人员和账号"),
                new Permission(ROLES, "管理角色"), new Permission(POSTS, "任免岗位、授予角色"));
    }
}
