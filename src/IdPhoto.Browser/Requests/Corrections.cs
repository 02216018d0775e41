using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Matting;
using IdPhoto.Pictures;

namespace IdPhoto.Browser.Requests;

/// <summary>A place in pixels of the upright picture.</summary>
internal sealed record PointAsked(double X, double Y)
{
    public Point Place => new(X, Y);
}

/// <summary>Places of the head that were set by hand; left is the subject's left.</summary>
internal sealed record MarksAsked
{
    public PointAsked? Crown { get; set; }

    public PointAsked? HeadTop { get; set; }

    public PointAsked? Chin { get; set; }

    public PointAsked? LeftEye { get; set; }

    public PointAsked? RightEye { get; set; }

    public HeadMarks Marks() => new()
    {
        Crown = Crown?.Place,
        HeadTop = HeadTop?.Place,
        Chin = Chin?.Place,
        LeftEye = LeftEye?.Place,
        RightEye = RightEye?.Place,
    };
}

/// <summary>How the page was moved by hand, in the units of <see cref="PageAdjustment"/>.</summary>
internal sealed record AdjustmentAsked
{
    public double Zoom { get; set; } = 1;

    public double Right { get; set; }

    public double Down { get; set; }

    public double Turn { get; set; }

    public PageAdjustment Adjustment() => new() { Zoom = Zoom, Right = Right, Down = Down, Turn = Turn };
}

/// <summary>A stroke of the brush that corrects the cut-out.</summary>
internal sealed record StrokeAsked
{
    public bool Keep { get; set; }

    /// <summary>In pixels of the upright picture.</summary>
    public double Radius { get; set; }

    /// <summary>Columns and rows in turn, in pixels of the upright picture.</summary>
    public IReadOnlyList<double> Path { get; set; } = [];

    public BrushStroke Stroke()
    {
        Point[] path = new Point[Path.Count / 2];
        for (int i = 0; i < path.Length; i++)
            path[i] = new Point(Path[2 * i], Path[(2 * i) + 1]);
        return new BrushStroke(Keep, Radius, path);
    }
}
