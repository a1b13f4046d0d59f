package org.yizhan.setup;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

/** Landscapes of the fictional county, drawn by the program: nobody's rights are touched, and nobody takes them for photographs. */
final class Drawing {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;

    /** What is drawn. */
    enum Theme {
        TEA("茶园", "层层茶园沿山坡展开，远处是云岭山脉", "云岭茶园（绘图）", 0x7FB069, 0xEAF4FB),
        FOREST("山林", "连绵的山林，山间有薄雾", "云岭山林（绘图）", 0x3C6E47, 0xE3ECEF),
        SPRING("春耕", "山脚下灌了水的稻田，映着天光", "春耕时节的稻田（绘图）", 0x8FBF9F, 0xE8F3F8),
        AUTUMN("秋收", "金黄的稻田和收割后的稻茬，山脚有村庄", "秋收时节的稻田（绘图）", 0xD9A441, 0xFBF3E2),
        TOWN("县城", "清溪江边的县城，江上有一座大桥", "清溪江畔的县城（绘图）", 0x6C8EAD, 0xEDF2F7),
        STREET("老街", "青瓦木楼的老街，石板路通向江边", "云溪老街（绘图）", 0x8A6F5A, 0xF4EFE8),
        SCHOOL("学校", "山坡下的学校，教学楼前有操场和旗杆", "乡村学校（绘图）", 0x7A9E7E, 0xEAF3F8),
        CLINIC("医院", "卫生院的白色小楼，门前有树", "乡镇卫生院（绘图）", 0x86A8A0, 0xEFF5F5);

        private final String word;
        private final String shows;
        private final String caption;
        private final int land;
        private final int sky;

        Theme(String word, String shows, String caption, int land, int sky) {
            this.word = word;
            this.shows = shows;
            this.caption = caption;
            this.land = land;
            this.sky = sky;
        }

        static Optional<Theme> of(String word) {
            return Arrays.stream(values()).filter(theme -> theme.word.equals(word)).findFirst();
        }

        String word() {
            return word;
        }

        /** What somebody who does not see it is told. */
        String shows() {
            return shows;
        }

        String caption() {
            return caption;
        }
    }

    private final Theme theme;
    private final Random random;
    private final Graphics2D g;

    private Drawing(Theme theme, Random random, Graphics2D g) {
        this.theme = theme;
        this.random = random;
        this.g = g;
    }

    static byte[] png(Theme theme, int variant) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        new Drawing(theme, new Random(theme.ordinal() * 31L + variant), g).draw();
        g.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void draw() {
        g.setPaint(new GradientPaint(0, 0, shade(new Color(theme.sky), -0.12), 0, HEIGHT * 0.6f, new Color(theme.sky)));
        g.fill(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        g.setColor(new Color(255, 244, 214, 170));
        int sun = 620 + random.nextInt(240);
        g.fill(new Ellipse2D.Double(sun, 50 + random.nextInt(50), 74, 74));
        Color land = new Color(theme.land);
        for (int layer = 0; layer < 4; layer++) {
            g.setColor(mix(new Color(theme.sky), land, 0.25 + layer * 0.2));
            g.fill(hills(190 + layer * 55, 60 - layer * 9));
        }
        switch (theme) {
            case TEA -> terraces(shade(land, 0.22), 16);
            case SPRING -> fields(new Color(0xCFE3EC), shade(land, 0.15));
            case AUTUMN -> fields(new Color(0xE8C26A), shade(land, 0.18));
            case FOREST -> trees();
            case TOWN -> town();
            case STREET -> houses(9, 150, new Color(0x5B4636), new Color(0xC9B79C));
            case SCHOOL -> houses(3, 200, new Color(0xB5523B), new Color(0xF3EBDD));
            case CLINIC -> houses(2, 210, new Color(0x7C98A0), new Color(0xFAFAF7));
        }
    }

    private Path2D hills(int height, int swing) {
        var path = new Path2D.Double();
        path.moveTo(0, HEIGHT);
        double phase = random.nextDouble() * 6;
        double slow = 90 + random.nextInt(70);
        for (int x = 0; x <= WIDTH; x += 6) {
            path.lineTo(x, height + Math.sin(x / slow + phase) * swing + Math.sin(x / 37.0 + phase) * swing / 4);
        }
        path.lineTo(WIDTH, HEIGHT);
        path.closePath();
        return path;
    }

    private void terraces(Color color, int lines) {
        g.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < lines; i++) {
            g.setColor(i % 2 == 0 ? color : mix(color, Color.WHITE, 0.18));
            var line = new Path2D.Double();
            double y = 375 + i * 11;
            line.moveTo(-10, y);
            for (int x = 0; x <= WIDTH + 10; x += 12) {
                line.lineTo(x, y + Math.sin(x / 120.0 + i * 0.35) * (14 - i / 2.0));
            }
            g.draw(line);
        }
    }

    private void fields(Color field, Color ridge) {
        for (int row = 0; row < 5; row++) {
            double top = 370 + row * 36;
            double width = 120 + row * 46;
            for (double x = -random.nextInt(120); x < WIDTH; x += width + 8) {
                g.setColor(mix(field, ridge, random.nextDouble() * 0.28));
                var plot = new Path2D.Double();
                plot.moveTo(x, top);
                plot.lineTo(x + width, top + 3);
                plot.lineTo(x + width + 16, top + 33);
                plot.lineTo(x - 14, top + 31);
                plot.closePath();
                g.fill(plot);
            }
        }
    }

    private void trees() {
        for (int i = 0; i < 90; i++) {
            int y = 340 + i * 2;
            int x = random.nextInt(WIDTH);
            int size = 26 + i / 3;
            g.setColor(mix(new Color(theme.land), new Color(0x16341F), random.nextDouble() * 0.6));
            var tree = new Path2D.Double();
            tree.moveTo(x, y - size * 1.8);
            tree.lineTo(x + size * 0.6, y);
            tree.lineTo(x - size * 0.6, y);
            tree.closePath();
            g.fill(tree);
        }
        g.setColor(new Color(255, 255, 255, 60));
        g.fill(new Rectangle2D.Double(0, 300, WIDTH, 36));
    }

    private void town() {
        for (int i = 0; i < 26; i++) {
            int width = 24 + random.nextInt(26);
            int height = 40 + random.nextInt(110);
            g.setColor(mix(new Color(0xF5F2EC), new Color(theme.land), random.nextDouble() * 0.5));
            g.fill(new Rectangle2D.Double(20 + i * 36.0, 400 - height, width, height));
            g.setColor(new Color(90, 110, 130, 110));
            for (int floor = 8; floor < height - 8; floor += 13) {
                g.fill(new Rectangle2D.Double(26 + i * 36.0, 400.0 - height + floor, width - 12, 4));
            }
        }
        g.setPaint(new GradientPaint(0, 400, new Color(0x9DBBD0), 0, HEIGHT, new Color(0x6F95AE)));
        g.fill(new Rectangle2D.Double(0, 400, WIDTH, HEIGHT - 400));
        g.setColor(new Color(0xF2F0EA));
        g.fill(new Rectangle2D.Double(0, 438, WIDTH, 12));
        g.setStroke(new BasicStroke(7));
        for (int x = 60; x < WIDTH; x += 210) {
            g.draw(new java.awt.geom.Arc2D.Double(x, 402, 170, 96, 0, 180, java.awt.geom.Arc2D.OPEN));
        }
    }

    private void houses(int count, int height, Color roof, Color wall) {
        double width = WIDTH / (double) count;
        for (int i = 0; i < count; i++) {
            double x = i * width;
            double h = height + random.nextInt(40) - 20;
            double top = 470 - h;
            g.setColor(mix(wall, Color.GRAY, random.nextDouble() * 0.15));
            g.fill(new Rectangle2D.Double(x + 6, top, width - 12, h));
            g.setColor(shade(roof, random.nextDouble() * 0.15));
            var path = new Path2D.Double();
            path.moveTo(x - 6, top + 6);
            path.lineTo(x + width / 2, top - 34);
            path.lineTo(x + width + 6, top + 6);
            path.closePath();
            g.fill(path);
            g.setColor(new Color(70, 80, 90, 150));
            for (double wx = x + 18; wx + 22 < x + width - 10; wx += 40) {
                g.fill(new Rectangle2D.Double(wx, top + 34, 22, 28));
                g.fill(new Rectangle2D.Double(wx, top + 88, 22, 28));
            }
        }
        g.setColor(new Color(0xCFC8BC));
        g.fill(new Rectangle2D.Double(0, 470, WIDTH, HEIGHT - 470));
    }

    private static Color mix(Color from, Color to, double share) {
        return new Color(part(from.getRed(), to.getRed(), share), part(from.getGreen(), to.getGreen(), share),
                part(from.getBlue(), to.getBlue(), share));
    }

    private static int part(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    private static Color shade(Color color, double share) {
        return share < 0 ? mix(color, new Color(0x9CC3E0), -share * 3) : mix(color, Color.BLACK, share);
    }
}
