-- More words by which a title is proposed for a subject, where the county has not chosen its own.
update disclosure.term set words = words || ',最低生活保障,特困,临时救助'
where (axis, code) = ('SUBJECT', '17') and words = '民政,低保,救助,养老,殡葬,地名,扶贫,救灾,慈善,残疾人';
update disclosure.term set words = words || ',茶产业,茶园,果业,畜牧,农机,耕地,春耕'
where (axis, code) = ('SUBJECT', '06')
    and words = '农业,农村,林业,森林,水利,防汛,抗旱,水库,灌溉,种植,养殖,粮食,乡村振兴,河长';
update disclosure.term set words = words || ',政府网站,电子政务,信息发布'
where (axis, code) = ('SUBJECT', '02') and words = '政务公开,政府工作报告,政务,督查,值班,信息公开,会议纪要';
