namespace IdPhoto.Printing;

/// <summary>A finished photo to be printed.</summary>
/// <param name="Size">Its size on paper, as it stands upright.</param>
/// <param name="Copies">How many are wanted, from 1; null for as many as fit, shared evenly.</param>
public sealed record SheetItem(MmSize Size, int? Copies = null);

/// <summary>A photo's place on the sheet.</summary>
/// <param name="Item">Which of the photos, from 0.</param>
/// <param name="Place">Where.</param>
/// <param name="Turned">Whether it lies a quarter turn clockwise.</param>
public readonly record struct PlacedPhoto(int Item, MmBox Place, bool Turned);

/// <summary>The place of the scale bar and of the request to print at 100 %.</summary>
/// <param name="Place">Where both together are.</param>
/// <param name="Turned">Whether they read from top to bottom.</param>
/// <param name="OneLine">Whether the words stand beside the bar; otherwise below it.</param>
public sealed record PlacedNote(MmBox Place, bool Turned, bool OneLine)
{
    /// <summary>Length of the bar, in millimetres.</summary>
    public const double BarMm = 50;
}

/// <summary>A print sheet in millimetres: everything that is on it, and where.</summary>
public sealed record SheetLayout
{
    /// <summary>The paper as it lies.</summary>
    public required MmSize Paper { get; init; }

    /// <summary>Room between photos, in millimetres.</summary>
    public required double GapMm { get; init; }

    /// <summary>The photos, row after row.</summary>
    public required IReadOnlyList<PlacedPhoto> Photos { get; init; }

    /// <summary>The scale bar; null where none was wanted or no room was left.</summary>
    public PlacedNote? Note { get; init; }

    /// <summary>The cut marks, <see cref="CutMarks.LineMm"/> wide; none touches a photo.</summary>
    public IReadOnlyList<MmLine> Cuts { get; init; } = [];

    /// <summary>How many copies of one photo are on the sheet.</summary>
    /// <param name="item">Which of the photos, from 0.</param>
    public int Copies(int item) => Photos.Count(photo => photo.Item == item);
}
