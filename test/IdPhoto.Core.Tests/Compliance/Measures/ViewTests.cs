using IdPhoto.Borders;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Measures;
using IdPhoto.Compliance.View;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using Xunit;
using static IdPhoto.Tests.Compliance.Measures.DrawnHead;

namespace IdPhoto.Tests.Compliance.Measures;

/// <summary>The head at one scale: level, whatever the picture's size and roll.</summary>
public sealed class ViewTests
{
    [Fact]
    public void A_head_at_the_views_own_scale_is_seen_as_it_is_drawn()
    {
        HeadView view = new DrawnHead().Draw((x, y) => new Colour((byte)(x % 251), (byte)(y % 249), 7)).TissueBox(100, 200, 110, 210, Tissue.Clothes).Seen();

        Assert.Equal((new PixelSize(576, 576), new Point(288, 272), new PixelSize(576, 576)), (HeadView.Size, HeadView.Middle, view.Photo));
        foreach ((int x, int y) in (ReadOnlySpan<(int, int)>)[(0, 0), (288, 272), (575, 575), (13, 500)])
        {
            int i = (y * 576) + x;
            Assert.Equal(((byte)(x % 251), (byte)(y % 249), (byte)7), (view.Picture.Rgb[3 * i], view.Picture.Rgb[(3 * i) + 1], view.Picture.Rgb[(3 * i) + 2]));
            Assert.True(LabOf(new Colour((byte)(x % 251), (byte)(y % 249), 7)).DifferenceTo(view.Lab.At(i)) < 1e-4);
        }
        Assert.Equal(
            (Tissue.Clothes, Tissue.Clothes, Tissue.Background, Tissue.Background, Tissue.FaceSkin),
            (view.Tissues.At(100, 200), view.Tissues.At(109, 209), view.Tissues.At(99, 200), view.Tissues.At(110, 209), view.Tissues.At(288, 300)));
        Assert.Equal(view.Mesh.Chin.Y - 272, view.T, 1e-9);
    }

    [Fact]
    public void A_rolled_head_of_another_size_comes_out_level()
    {
        // 200 px between the eyes, rolled by 7 degrees.
        (double sin, double cos) = Math.SinCos(7 * Math.PI / 180);
        AffineMap roll = new(2.5 * cos, -2.5 * sin, 900, 2.5 * sin, 2.5 * cos, 300);
        FaceMesh mesh = new DrawnHead().Mesh.Mapped(roll);
        Picture picture = new(new PixelSize(2000, 2200), new byte[3 * 2000 * 2200]);

        HeadView view = HeadView.Of(Portrait(picture, mesh, null, Map(picture.Size)));

        Assert.Equal(80, view.Mesh.LeftEye.DistanceTo(view.Mesh.RightEye), 1e-9);
        Assert.True(view.Mesh.EyeMidpoint.DistanceTo(HeadView.Middle) < 1e-9);
        Assert.Equal(view.Mesh.RightEye.Y, view.Mesh.LeftEye.Y, 1e-9);
        Point[] drawn = [.. new DrawnHead().Mesh.Points];
        Assert.All(Enumerable.Range(0, 478), i => Assert.True(drawn[i].DistanceTo(view.Mesh.Points[i]) < 1e-9));
        Assert.True(view.ToPicture.Apply(HeadView.Middle).DistanceTo(mesh.EyeMidpoint) < 1e-9);
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.49, false)]
    public void The_small_copy_is_looked_at_as_long_as_it_is_not_enlarged(double workingScale, bool small)
    {
        FaceMesh mesh = new DrawnHead().Mesh.Mapped(new AffineMap(2, 0, 0, 0, 2, 0));
        Picture large = Plain(1152, 100), working = Plain((int)(1152 * workingScale), 200);

        HeadView view = HeadView.Of(Portrait(large, mesh, null, Map(large.Size), working, workingScale));

        Assert.Equal(small ? 200 : 100, view.Picture.Rgb[3 * ((272 * 576) + 288)]);
        Assert.Equal(large.Size, view.Photo);
    }

    [Fact]
    public void What_the_photo_shows_ends_a_pixel_before_its_edge()
    {
        HeadView view = new DrawnHead().Seen();

        Assert.True(view.IsShown(new Point(1, 1)) && view.IsShown(new Point(575, 575)));
        Assert.All((Point[])[new(0.9, 300), new(300, 0.9), new(575.1, 300), new(300, 575.1)], point => Assert.False(view.IsShown(point)));
        Assert.Equal((true, false, false), (view.IsShown((1 * 576) + 1), view.IsShown(0), view.IsShown((576 * 576) - 1)));
        // A larger photo reaches beyond the view, which shows no more than itself.
        Picture large = Plain(2000, 100);
        HeadView part = HeadView.Of(Portrait(large, new DrawnHead().Mesh.Mapped(new AffineMap(1, 0, 500, 0, 1, 500)), null, Map(large.Size)));
        Assert.All((Point[])[new(0, 0), new(575.9, 0), new(0, 575.9)], point => Assert.True(part.IsShown(point)));
        Assert.All((Point[])[new(-0.1, 300), new(300, -0.1), new(576, 300), new(300, 576)], point => Assert.False(part.IsShown(point)));
    }

    [Fact]
    public void A_pixel_is_of_the_class_that_is_likeliest_there()
    {
        PixelSize grid = new(576, 576);
        Plane Of(float value) => new(grid, [.. Enumerable.Repeat(value, 576 * 576)]);
        (float Person, float Hair, float Skin, float Face, float Clothes, float Others, Tissue Kind)[] rows =
        [
            (0, 1, 1, 1, 1, 1, Tissue.Background), (0.02f, 1, 0, 0, 0, 0, Tissue.Background), (0.03f, 1, 0, 0, 0, 0, Tissue.Hair), (0.5f, 0.4f, 0, 0, 0, 0, Tissue.Background),
            (1, 0.4f, 0.5f, 0.3f, 0.2f, 0.1f, Tissue.BodySkin), (1, 0.1f, 0.2f, 0.5f, 0.4f, 0.3f, Tissue.FaceSkin), (1, 0.1f, 0.2f, 0.3f, 0.5f, 0.4f, Tissue.Clothes), (1, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, Tissue.Others),
        ];

        Assert.All(rows, row =>
        {
            PersonMap map = new(new Box(0, 0, 576, 576), Of(row.Person), Of(row.Hair), Of(row.Skin), Of(row.Face), Of(row.Clothes), Of(row.Others));
            TissueMap tissues = TissueMap.Of(map, new AffineMap(1, 0, 0, 0, 1, 0), new PixelSize(4, 3));
            Assert.All(tissues.Kind, kind => Assert.Equal(row.Kind, (Tissue)kind));
            Assert.All(tissues.Person, person => Assert.Equal(row.Person, person, 1e-6f));
            Assert.Equal(new PixelSize(4, 3), tissues.Size);
        });
    }

    [Fact]
    public void Between_the_cells_of_the_grid_a_value_changes_evenly_and_beyond_it_its_edge_repeats()
    {
        // A person that grows to the right and down: cells of 10 x 20 px from (100, 200) on.
        PixelSize grid = new(8, 6);
        Plane person = new(grid, [.. Enumerable.Range(0, 48).Select(i => ((i % 8) * 0.05f) + ((i / 8) * 0.1f))]), none = new(grid);
        PersonMap map = new(new Box(100, 200, 80, 120), person, none, none, none, none, none);

        TissueMap tissues = TissueMap.Of(map, new AffineMap(1, 0, 0, 0, 1, 0), new PixelSize(300, 400));

        foreach ((int x, int y) in (ReadOnlySpan<(int, int)>)[(105, 210), (120, 250), (133, 271), (150, 290)])
            Assert.Equal((((x + 0.5 - 100) / 10) - 0.5) * 0.05 + ((((y + 0.5 - 200) / 20) - 0.5) * 0.1), tissues.Person[(y * 300) + x], 1e-4);
        Assert.Equal(0, tissues.Person[0], 1e-6f);
        Assert.Equal((7 * 0.05) + (5 * 0.1), tissues.Person[^1], 1e-3);
        Assert.Equal(7 * 0.05, tissues.Person[299], 1e-3);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    [InlineData(18)]
    public void The_sharpest_edges_are_as_wide_as_they_are_drawn(int ramp)
    {
        // Slanted stripes, whose lightness climbs and falls in so many pixels along either axis.
        DrawnHead head = new DrawnHead().Draw((x, y) => Grey(Level(Wave(x + y, ramp))));

        DetailLook detail = DetailLook.Of(head.Portrait(), grid: null);

        Assert.Equal(Width(ramp), detail.EdgePixels, 0.1 * Width(ramp));
        Assert.Equal(detail.EdgePixels / 80, detail.EdgeWidth, 1e-12);
        Assert.Equal(double.NaN, detail.Blocks);
    }

    [Fact]
    public void A_shaken_photo_is_as_sharp_as_its_worse_direction()
    {
        // Edges that are twice as wide down as across, and the other way round.
        double Of(double across, double down) => DetailLook.Of(new DrawnHead().Draw((x, y) => Grey(Level(Wave((across * x) + (down * y), 8)))).Portrait(), null).EdgePixels;

        Assert.Equal(Width(16), Of(1, 0.5), 0.1 * Width(16));
        Assert.Equal(Width(16), Of(0.5, 1), 0.1 * Width(16));
        Assert.Equal(Width(8), Of(1, 1), 0.1 * Width(8));
    }

    [Fact]
    public void A_picture_of_one_colour_has_no_edges_and_a_fine_one_is_measured_as_a_print_shows_it()
    {
        Assert.Equal(double.NaN, DetailLook.Of(new DrawnHead().Draw((_, _) => Grey(128)).Portrait(), null).EdgePixels);
        // 480 px between the eyes are twice of what counts.
        AffineMap six = new(6, 0, 0, 0, 6, 0);
        PixelSize size = new(3456, 3456);
        byte[] rgb = new byte[3 * size.Area];
        for (int i = 0; i < size.Area; i++)
            rgb[3 * i] = rgb[(3 * i) + 1] = rgb[(3 * i) + 2] = (byte)Level(Wave(((i % 3456) + (i / 3456)) / 6.0, 12));
        DetailLook fine = DetailLook.Of(Portrait(new Picture(size, rgb), new DrawnHead().Mesh.Mapped(six), null, Map(size)), null);
        Assert.Equal(fine.EdgePixels / 240, fine.EdgeWidth, 1e-12);
        Assert.Equal(Width(12) / 80, fine.EdgeWidth, 0.1 * Width(12) / 80);
    }

    [Fact]
    public void Blocks_are_looked_for_around_the_face()
    {
        DrawnHead head = new DrawnHead().Draw((x, y) => Grey(100 + (10 * (((x / 8) + (y / 8)) % 2))));

        Assert.Equal(7 - (6 / 7.0), DetailLook.Of(head.Portrait(), grid: default(BlockOrigin)).Blocks, 1e-9);
        Assert.Equal(0, DetailLook.Of(head.Draw((x, y) => x is >= 160 and < 416 && y is >= 144 and < 480 ? Grey(100) : null).Portrait(), grid: default(BlockOrigin)).Blocks, 1.2);
    }

    [Theory]
    [InlineData(0, 3, 5, 5, 3)]
    [InlineData(1, 5, 5, 3, 3)]
    public void Blocks_lie_where_the_file_has_them_though_a_border_was_left_out(int turns, int left, int top, int right, int bottom)
    {
        // The whole file is 584 px wide and high; turned upright, 3 px of it are missing at the left and 5 at the top.
        PictureBorder border = new(left, top, right, bottom);
        DrawnHead head = new DrawnHead().Draw((x, y) => Grey(100 + (10 * ((((x + 3) / 8) + ((y + 5) / 8)) % 2))));
        PictureHeader header = new(FileKind.Jpeg, new PixelSize(584, 584), 1, 8);

        FaceMeasurements measured = FaceMeasurements.Of(head.Portrait() with { QuarterTurns = turns, Border = border }, header);

        Assert.Equal(7 - (6 / 7.0), measured.Look!.Detail.Blocks, 1e-9);
    }

    [Fact]
    public void A_portrait_is_measured_once_and_one_without_a_face_not_at_all()
    {
        Portrait portrait = new DrawnHead().Portrait();

        FaceMeasurements measured = FaceMeasurements.Of(portrait);

        Assert.Same(portrait, measured.Portrait);
        Assert.Null(measured.Header);
        Assert.Equal(0.15, measured.Look!.RightEye.Opening, 1e-9);
        Assert.Equal(0.15, measured.Look.LeftEye.Opening, 1e-9);
        Assert.Null(measured.Look.Background);
        Assert.Null(FaceMeasurements.Of(portrait with { Faces = [] }).View);
        Assert.Throws<ArgumentException>(() => FaceMeasurements.Of(portrait with { Heads = [] }));
        Assert.Throws<ArgumentException>(() => FaceMeasurements.Of(portrait with { HeadMap = null }));
        Assert.Throws<ArgumentNullException>(() => FaceMeasurements.Of(null!));
    }

    [Theory]
    [InlineData(FileKind.Jpeg, 1, 0, true)]
    [InlineData(FileKind.Jpeg, 6, 0, true)]
    [InlineData(FileKind.Jpeg, 1, 1, true)]
    [InlineData(FileKind.Png, 1, 0, false)]
    public void Blocks_are_looked_for_in_a_jpeg(FileKind kind, int orientation, int turns, bool looked)
    {
        // 576 px are a multiple of eight: turned or not, the blocks begin at the edge.
        PictureHeader header = new(kind, Size, orientation, 8);

        Assert.Equal(looked, !double.IsNaN(FaceMeasurements.Of(new DrawnHead().Portrait() with { QuarterTurns = turns }, header).Look!.Detail.Blocks));
    }

    [Theory]
    [InlineData(577, 576, 1, 0, true)]
    [InlineData(577, 576, 6, 0, false)]
    [InlineData(576, 577, 1, 1, false)]
    [InlineData(576, 584, 3, 2, true)]
    public void A_turned_jpegs_blocks_are_looked_for_where_its_sides_are_whole_blocks(int width, int height, int orientation, int turns, bool looked)
    {
        Picture picture = new(new PixelSize(width, height), new byte[3 * width * height]);
        Portrait portrait = Portrait(picture, new DrawnHead().Mesh, null, Map(picture.Size)) with { QuarterTurns = turns };

        Assert.Equal(looked, !double.IsNaN(FaceMeasurements.Of(portrait, new PictureHeader(FileKind.Jpeg, picture.Size, orientation, 8)).Look!.Detail.Blocks));
    }

    private static PersonMap Map(PixelSize size)
    {
        Plane none = new(new PixelSize(8, 8));
        return new PersonMap(new Box(0, 0, size.Width, size.Height), none, none, none, none, none, none);
    }

    private static Picture Plain(int side, byte level) => new(new PixelSize(side, side), [.. Enumerable.Repeat(level, 3 * side * side)]);

    /// <summary>0..1: up, flat, down and flat again every 80 px, as a half wave climbs and falls.</summary>
    private static double Wave(double at, int ramp)
    {
        double place = at % 80, climbed = Math.Clamp((place < 40 ? place : place - 40) / ramp, 0, 1), share = (1 - Math.Cos(Math.PI * climbed)) / 2;
        return place < 40 ? share : 1 - share;
    }

    /// <summary>Four fifths of a half wave's height over its steepest slope, which is pi / 2 of its mean one.</summary>
    private static double Width(int ramp) => 0.8 * ramp * 2 / Math.PI;

    /// <summary>The grey of a lightness between 30 and 80.</summary>
    private static int Level(double share) => Levels[(int)Math.Round(share * 1000)];

    private static readonly int[] Levels = [.. Enumerable.Range(0, 1001).Select(step => Enumerable.Range(0, 256).MinBy(level => Math.Abs(LabOf(Grey(level)).L - 30 - (0.05 * step))))];
}
