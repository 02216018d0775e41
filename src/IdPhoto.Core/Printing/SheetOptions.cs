namespace IdPhoto.Printing;

/// <summary>What helps to cut the photos out.</summary>
public enum CutMarkStyle
{
    /// <summary>A hairline around each photo, prolonged at the corners.</summary>
    Lines,

    /// <summary>Marks at the corners alone.</summary>
    Corners,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>The border of a sheet that stays free of photos, in millimetres.</summary>
/// <param name="Sides">On the left and on the right.</param>
/// <param name="Ends">At the top and at the bottom.</param>
public readonly record struct SheetMargins(double Sides, double Ends);

/// <summary>How a print sheet is laid out.</summary>
public sealed record SheetOptions
{
    /// <summary>Widest gap and margin, in millimetres.</summary>
    public const double MostMm = 100;

    private readonly double? _gapMm;
    private readonly SheetMargins? _margins;

    /// <summary>The paper.</summary>
    public required PaperSize Paper { get; init; }

    /// <summary>Room between two photos, 0..100 mm; null for 2, or for 1 where that makes room for more copies or for the scale bar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double? GapMm
    {
        get => _gapMm;
        init => _gapMm = Checked(value);
    }

    /// <summary>The free border, each side 0..100 mm; null for <see cref="PaperSize.UsualMargin"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public SheetMargins? Margins
    {
        get => _margins;
        init => _margins = value is { } margins && Checked(margins.Sides) is not null && Checked(margins.Ends) is not null ? margins : null;
    }

    /// <summary>What helps to cut.</summary>
    public CutMarkStyle Cut { get; init; } = CutMarkStyle.Lines;

    /// <summary>Whether a scale bar with the request to print at 100 % is wanted; it never costs a copy.</summary>
    public bool ScaleBar { get; init; } = true;

    /// <summary>Whether the paper's long side may lie across; otherwise photos alone are turned.</summary>
    public bool TurnPaper { get; init; } = true;

    /// <summary>Whether the paper's long side lies across where <see cref="TurnPaper"/> does not decide.</summary>
    public bool Landscape { get; init; }

    /// <summary>Whether photos of one size all stand the same way up, also where turning some of them makes room for more.</summary>
    public bool OneWay { get; init; }

    /// <summary>Most photos in a row.</summary>
    public int MostColumns { get; init; } = int.MaxValue;

    /// <summary>Most rows.</summary>
    public int MostRows { get; init; } = int.MaxValue;

    /// <summary>
    /// The sheet that version 1 of the HivisionIDPhotos interface promises: 1795 x 1205 pixels at 300 dpi, gaps of 30 pixels,
    /// a block of photos less than 1655 wide and less than 1105 high, at most 8 by 3, all the same way up, nothing else on it.
    /// </summary>
    public static SheetOptions HivisionV1 { get; } = new()
    {
        Paper = PaperSize.Of("6-inch", new MmSize(Pixels(1795), Pixels(1205))),
        TurnPaper = false,
        Landscape = true,
        GapMm = Pixels(30),
        Margins = new SheetMargins(Pixels((1795 - 1654) / 2.0), Pixels((1205 - 1104) / 2.0)),
        MostColumns = 8,
        MostRows = 3,
        OneWay = true,
        Cut = CutMarkStyle.None,
        ScaleBar = false,
    };

    private static double Pixels(double at300Dpi) => at300Dpi * MmSize.Inch / 300;

    private static double? Checked(double? mm) => mm is null or (>= 0 and <= MostMm) ? mm : throw new ArgumentOutOfRangeException(nameof(mm));
}
