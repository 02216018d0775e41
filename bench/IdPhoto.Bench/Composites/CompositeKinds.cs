using IdPhoto.Bench.Portraits;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Composites;

/// <summary>How the composites of each set are put together.</summary>
internal static class CompositeKinds
{
    private const int Rows = 1080;
    private const int MostColumns = 1620;
    private const int RoomForHair = 100;

    /// <summary>The subject fills the frame before scenery.</summary>
    public static Task<(string Name, Composite Composite)> OverSceneryAsync(CompositeOrder order)
    {
        Subject subject = Fitted(order.Subject, share: 1);
        bool wide = order.Index % 2 == 1;
        PixelSize frame = new(wide ? Math.Min(MostColumns, subject.Size.Width * 3 / 2) : subject.Size.Width, Rows);
        TestPortrait scene = Pick(Scenery.All, order.Index);
        return Task.FromResult((scene.Id, Place(subject, s => Scenery.Part(scene, s, order.Random), frame, 0.5)));
    }

    /// <summary>The subject is smaller and off-centre before a painted wall; every fourth face is blurred.</summary>
    public static async Task<(string Name, Composite Composite)> BeforeWallAsync(CompositeOrder order)
    {
        Subject subject = Fitted(order.Subject, 0.5 + (0.35 * order.Random.NextDouble()));
        PixelSize frame = new((order.Index % 3) switch { 0 => 864, 1 => MostColumns, _ => 1080 }, Rows);
        Wall wall = Pick(Wall.All, order.Index);
        double exposure = order.Index % 3 == 2 ? 0.55 + (0.3 * order.Random.NextDouble()) : 1;
        double across = 0.25 + (0.5 * order.Random.NextDouble());
        Composite composite = Place(subject, s => wall.Paint(s, order.Random), frame, across, exposure);
        if (order.Index % 4 != 0)
            return (wall.Name, composite);
        return (wall.Name + "-blurred-face", composite with { Picture = await FaceBlur.ApplyAsync(order.Networks, composite.Picture) });
    }

    /// <summary>The subject stands before scenery with its face blurred away.</summary>
    public static async Task<(string Name, Composite Composite)> FacelessAsync(CompositeOrder order)
    {
        Subject subject = Fitted(order.Subject, 0.6 + (0.4 * order.Random.NextDouble()));
        PixelSize frame = new(order.Index % 2 == 0 ? 1080 : MostColumns, Rows);
        TestPortrait scene = Pick(Scenery.All, order.Index);
        Composite composite = Place(subject, size => Scenery.Part(scene, size, order.Random), frame, 0.25 + (0.5 * order.Random.NextDouble()));
        return (scene.Id, composite with { Picture = await FaceBlur.ApplyAsync(order.Networks, composite.Picture) });
    }

    /// <summary>The subject stands close before a light wall, in a flash.</summary>
    public static Task<(string Name, Composite Composite)> FlashedAsync(CompositeOrder order)
    {
        Subject subject = Fitted(order.Subject, 0.7 + (0.25 * order.Random.NextDouble()));
        PixelSize frame = new(Math.Max(864, subject.Size.Width + 80), Rows);
        Wall wall = Pick(Wall.Bright, order.Index);
        FlashShadow shadow = FlashShadow.Of(order.Random);
        Picture lit = wall.Paint(frame, order.Random);
        Composite unlit = Place(subject, _ => lit, frame, 0.5);
        return Task.FromResult((wall.Name, Place(subject, _ => shadow.On(lit, unlit.Alpha), frame, 0.5)));
    }

    /// <summary>The subject wears a pattern, in turn before scenery and a wall.</summary>
    public static Task<(string Name, Composite Composite)> DressedAsync(CompositeOrder order)
    {
        Subject subject = Fitted(order.Subject, 0.7 + (0.3 * order.Random.NextDouble()));
        string cloth = Pick(Fabric.All, order.Index);
        Subject dressed = Fabric.Dress(subject, Fabric.Weave(cloth, subject.Size, order.Random));
        PixelSize frame = new(Math.Max(864, subject.Size.Width), Rows);
        (string name, Func<PixelSize, Picture> behind) = Behind(order);
        return Task.FromResult(($"{cloth}-before-{name}", Place(dressed, behind, frame, 0.5)));
    }

    /// <summary>The subject wears what has the colour of the light wall behind them, shaded as their own clothes are.</summary>
    public static Task<(string Name, Composite Composite)> AlikeAsync(CompositeOrder order)
    {
        Subject subject = Fitted(order.Subject, 0.7 + (0.25 * order.Random.NextDouble()));
        Wall wall = Pick(Wall.Bright, order.Index);
        Subject dressed = Fabric.Dress(subject with { Clothes = Fabric.ToTheEdge(subject) }, wall.Paint(subject.Size, order.Random));
        PixelSize frame = new(Math.Max(864, subject.Size.Width), Rows);
        return Task.FromResult((wall.Name, Place(dressed, size => wall.Paint(size, order.Random), frame, 0.5)));
    }

    /// <summary>The subject's outline is drawn and grown with hair whose coverage is counted, not estimated.</summary>
    public static Task<(string Name, Composite Composite)> StrandedAsync(CompositeOrder order)
    {
        Subject subject = StrandArtist.Redraw(Fitted(order.Subject, 0.88).WithRoom(RoomForHair), order.Random);
        PixelSize frame = new(Math.Max(864, subject.Size.Width), Rows);
        (string name, Func<PixelSize, Picture> behind) = Behind(order);
        return Task.FromResult((name, Place(subject, behind, frame, 0.5)));
    }

    private static (string Name, Func<PixelSize, Picture> Paint) Behind(CompositeOrder order)
    {
        if (order.Index % 2 == 0)
        {
            TestPortrait scene = Pick(Scenery.All, order.Index / 2);
            return (scene.Id, size => Scenery.Part(scene, size, order.Random));
        }
        Wall wall = Pick(Wall.All, order.Index / 2);
        return (wall.Name, size => wall.Paint(size, order.Random));
    }

    // Steps by a number that shares no factor with the usual lengths, so that a subject meets different ones.
    private static T Pick<T>(IReadOnlyList<T> list, int index) => list[index * 5 % list.Count];

    private static Subject Fitted(Subject subject, double share)
        => subject.Scaled(Math.Min(Rows * share / subject.Size.Height, (double)MostColumns / subject.Size.Width));

    /// <summary>Stands the subject on the lower edge; one that is cut off at a side stays at that side.</summary>
    private static Composite Place(Subject subject, Func<PixelSize, Picture> behind, PixelSize frame, double across, double exposure = 1)
    {
        (bool left, bool right) = (subject.TouchesLeft, subject.TouchesRight);
        if (left && right)
            frame = frame with { Width = subject.Size.Width };
        int room = frame.Width - subject.Size.Width;
        int x = left ? 0 : right ? room : (int)(room * across);
        return Composite.Of(behind(frame), subject, x, frame.Height - subject.Size.Height, exposure);
    }
}
