-- Numbers that were typed among the registrations of a site that said none itself: the footer shows what the site says.
update content.site s set icp = r.number from content.site_registration r
where r.site_id = s.id and r.kind = 'ICP' and s.icp = '' and r.number <> '';
update content.site s set police_record = r.number from content.site_registration r
where r.site_id = s.id and r.kind = 'POLICE' and coalesce(s.police_record, '') = '' and r.number <> '';
update content.site s set id_code = r.number from content.site_registration r
where r.site_id = s.id and r.kind = 'SITE_CODE' and s.id_code = '' and r.number ~ '^([0-9]{10}|bm[0-9]{8})$';
