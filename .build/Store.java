/**
 * Takes the compression out of jars, so that a start need not inflate each class; what stands in them, signatures included, stays.
 * Usage: java Store.java JAR...
 */
void main(String[] jars) throws IOException {
    for (String jar : jars) {
        Path compressed = Path.of(jar);
        Path stored = Path.of(jar + ".stored");
        copy(compressed, stored);
        Files.move(stored, compressed, StandardCopyOption.REPLACE_EXISTING);
    }
}

void copy(Path from, Path to) throws IOException {
    var names = new HashSet<String>(); // some jars name a folder twice
    try (var source = new ZipFile(from.toFile()); var target = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
        for (ZipEntry entry : Collections.list(source.entries())) {
            if (names.add(entry.getName())) {
                var plain = new ZipEntry(entry.getName());
                plain.setMethod(ZipEntry.STORED);
                plain.setTime(entry.getTime());
                plain.setSize(entry.getSize());
                plain.setCrc(entry.getCrc());
                target.putNextEntry(plain);
                target.write(source.getInputStream(entry).readAllBytes());
            }
        }
    }
}
