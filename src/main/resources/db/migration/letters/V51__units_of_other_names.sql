-- What one county calls a waterworks another leaves to a bureau: the first name that fits counts.
update letters.rule_word set target = '自来水、供水、水务、水利', version = version + 1 where list = 'DUTY' and target = '自来水';
update letters.rule_word set target = '水利、水务', version = version + 1 where list = 'DUTY' and target = '水利';
update letters.rule_word set target = '供电、电力、电网、发展和改革', version = version + 1 where list = 'DUTY' and target = '供电';
update letters.rule_word set target = '城市管理、综合执法、住房和城乡建设', version = version + 1 where list = 'DUTY' and target = '城市管理';
update letters.rule_word set target = '乡村振兴、农业农村', version = version + 1 where list = 'DUTY' and target = '乡村振兴';
update letters.rule_word set target = '林业、林草、自然资源', version = version + 1 where list = 'DUTY' and target = '林业';
