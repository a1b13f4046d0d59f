-- Sessions, as Spring Session keeps them; a row belongs to whoever its principal_name tells: staff:12, citizen:7.
create table identity.session (
    primary_id char(36) primary key,
    session_id char(36) not null unique,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval integer not null,
    expiry_time bigint not null,
    principal_name varchar(100)
);
create index session_by_expiry on identity.session (expiry_time);
create index session_by_principal on identity.session (principal_name);
create table identity.session_attributes (
    session_primary_id char(36) not null references identity.session (primary_id) on delete cascade,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    primary key (session_primary_id, attribute_name)
);

-- Proves that the key in the data folder is the one with which this database was written.
create table identity.vault_check (
    one boolean primary key default true check (one),
    sealed bytea not null
);

-- How a member of staff signs in. The person is the directory's.
create table identity.staff_account (
    person_id bigint primary key,
    password_hash text not null,
    password_set_at timestamptz not null,
    must_change boolean not null,
    demonstration boolean not null default false,
    opened_at timestamptz not null,
    closed_at timestamptz
);
create table identity.old_password (
    person_id bigint not null references identity.staff_account on delete cascade,
    set_at timestamptz not null,
    password_hash text not null,
    primary key (person_id, set_at)
);
create table identity.known_device (
    person_id bigint not null,
    device_digest char(64) not null,
    last_at timestamptz not null,
    primary key (person_id, device_digest)
);

-- Second factors
create table identity.totp (
    person_id bigint primary key,
    secret bytea not null,
    added_at timestamptz not null,
    last_step bigint not null
);
create table identity.recovery_code (
    person_id bigint not null,
    digest char(64) not null,
    used_at timestamptz,
    primary key (person_id, digest)
);

-- Passkeys, as Spring Security keeps them.
create table identity.user_entities (
    id varchar(1000) primary key,
    name varchar(100) not null unique,
    display_name varchar(200)
);
create table identity.user_credentials (
    credential_id varchar(1000) primary key,
    user_entity_user_id varchar(1000) not null,
    public_key bytea not null,
    signature_count bigint,
    uv_initialized boolean,
    backup_eligible boolean not null,
    authenticator_transports varchar(1000),
    public_key_credential_type varchar(100),
    backup_state boolean not null,
    attestation_object bytea,
    attestation_client_data_json bytea,
    created timestamp,
    last_used timestamp,
    label varchar(1000) not null
);
create index user_credentials_by_user on identity.user_credentials (user_entity_user_id);

-- Guesses are counted before they are checked, so that guessing in parallel gains nothing.
create table identity.guess (
    scope varchar(20) not null,
    key char(64) not null,
    tries integer not null,
    rounds integer not null,
    since timestamptz not null,
    blocked_until timestamptz,
    primary key (scope, key)
);
create index guess_by_age on identity.guess (since);

-- Who signed in or tried to, from where; shown to the person and to the security administrator.
create table identity.sign_in (
    id bigint generated always as identity primary key,
    who_kind varchar(20),
    who_id bigint,
    account_digest char(64) not null,
    at timestamptz not null,
    outcome varchar(20) not null,
    means varchar(20) not null,
    source varchar(45) not null,
    agent varchar(200) not null
);
create index sign_in_by_person on identity.sign_in (who_kind, who_id, id desc);
create index sign_in_by_time on identity.sign_in (at);

-- Citizens and enterprises. Personal data is sealed with SM4-GCM; a keyed digest serves look-up and uniqueness.
create table identity.citizen (
    id bigint generated always as identity primary key,
    phone_digest char(64) unique,
    phone bytea,
    name bytea,
    identity_number_digest char(64) unique,
    identity_number bytea,
    level varchar(20) not null check (level in ('NONE', 'PHONE', 'IDENTITY_GIVEN', 'VERIFIED')),
    opened_at timestamptz not null,
    erased_at timestamptz
);
create table identity.enterprise (
    id bigint generated always as identity primary key,
    credit_code char(18),
    name varchar(200),
    agent_phone_digest char(64),
    agent_phone bytea,
    agent_name bytea,
    level varchar(20) not null check (level in ('DECLARED', 'VERIFIED')),
    opened_at timestamptz not null,
    erased_at timestamptz,
    unique (credit_code, agent_phone_digest)
);
create table identity.one_time_code (
    id bigint generated always as identity primary key,
    ticket char(64) not null unique,
    phone_digest char(64) not null,
    source_digest char(64) not null,
    code_digest char(64) not null,
    sent_at timestamptz not null,
    tries integer not null default 0,
    used_at timestamptz
);
create index one_time_code_by_phone on identity.one_time_code (phone_digest, sent_at);
create index one_time_code_by_source on identity.one_time_code (source_digest, sent_at);
create index one_time_code_by_age on identity.one_time_code (sent_at);

-- Sign-on for other systems, as Spring Security's authorization server keeps it.
create table identity.oauth2_registered_client (
    id varchar(100) primary key,
    client_id varchar(100) not null unique,
    client_id_issued_at timestamptz not null default current_timestamp,
    client_secret varchar(200),
    client_secret_expires_at timestamptz,
    client_name varchar(200) not null,
    client_authentication_methods varchar(1000) not null,
    authorization_grant_types varchar(1000) not null,
    redirect_uris varchar(1000),
    post_logout_redirect_uris varchar(1000),
    scopes varchar(1000) not null,
    client_settings varchar(2000) not null,
    token_settings varchar(2000) not null
);
create table identity.oauth2_authorization (
    id varchar(100) primary key,
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorization_grant_type varchar(100) not null,
    authorized_scopes varchar(1000),
    attributes text,
    state varchar(500),
    authorization_code_value text,
    authorization_code_issued_at timestamptz,
    authorization_code_expires_at timestamptz,
    authorization_code_metadata text,
    access_token_value text,
    access_token_issued_at timestamptz,
    access_token_expires_at timestamptz,
    access_token_metadata text,
    access_token_type varchar(100),
    access_token_scopes varchar(1000),
    oidc_id_token_value text,
    oidc_id_token_issued_at timestamptz,
    oidc_id_token_expires_at timestamptz,
    oidc_id_token_metadata text,
    refresh_token_value text,
    refresh_token_issued_at timestamptz,
    refresh_token_expires_at timestamptz,
    refresh_token_metadata text,
    user_code_value text,
    user_code_issued_at timestamptz,
    user_code_expires_at timestamptz,
    user_code_metadata text,
    device_code_value text,
    device_code_issued_at timestamptz,
    device_code_expires_at timestamptz,
    device_code_metadata text
);
create index oauth2_authorization_by_principal on identity.oauth2_authorization (principal_name);
create index oauth2_authorization_by_code on identity.oauth2_authorization using hash (authorization_code_value);
create index oauth2_authorization_by_token on identity.oauth2_authorization using hash (access_token_value);
create index oauth2_authorization_by_refresh on identity.oauth2_authorization using hash (refresh_token_value);
create index oauth2_authorization_by_state on identity.oauth2_authorization (state);
create table identity.oauth2_authorization_consent (
    registered_client_id varchar(100) not null,
    principal_name varchar(200) not null,
    authorities varchar(1000) not null,
    primary key (registered_client_id, principal_name)
);

-- Which account here belongs to whom at the outer provider.
create table identity.outer_subject (
    issuer varchar(300) not null,
    subject varchar(300) not null,
    person_id bigint not null,
    linked_at timestamptz not null,
    primary key (issuer, subject)
);
create index oauth2_authorization_by_age
    on identity.oauth2_authorization (coalesce(access_token_expires_at, authorization_code_expires_at));
