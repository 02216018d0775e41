namespace IdPhoto.Borders;

/// <summary>Every limit of the search for borders. Differences are of 8-bit channels, lengths of the reduced copy that is searched.</summary>
internal static class BorderLimits
{
    // Where is looked, and how far.

    /// <summary>The longest side of the copy that is searched.</summary>
    public const int WorkingSide = 1000;

    /// <summary>A frame in a frame in a frame.</summary>
    public const int MostFrames = 3;

    /// <summary>What must be left of each side of the picture.</summary>
    public const double LeastLeft = 0.3;

    /// <summary>A border is no deeper than this share of the picture.</summary>
    public const double MostDepth = 0.45;

    /// <summary>Rows that are alike before the step; a border is at least as deep.</summary>
    public const int LeastDepth = 3;

    // Pixels and colours.

    /// <summary>Pixels that differ from the border's colour by no more look like it.</summary>
    public const int Alike = 18;

    /// <summary>And those that differ by more plainly do not: the step at a border's inner line.</summary>
    public const int Step = 28;

    /// <summary>A row of a drawn border has its colour exactly, but for what compression does, in all of its pixels.</summary>
    public const int Same = 4;

    /// <summary>Share of the outermost row, and of the whole border, that looks like its colour; the rest may be letters and buttons.</summary>
    public const double Plain = 0.8;

    /// <summary>An overexposed wall and an underexposed wardrobe have one colour, too: from here on, a border needs three sides, or top and bottom.</summary>
    public const int ClippedWhite = 246, ClippedBlack = 9;

    /// <summary>Paper and a scanner's lid are this light, or this dark.</summary>
    public const int ScannedLight = 222, ScannedDark = 30;

    // The inner line.

    /// <summary>The steepest line, about three degrees: a sheet that lies askew on the glass.</summary>
    public const double MostSlope = 0.055;

    /// <summary>A step this far from the line belongs to it.</summary>
    public const int Straight = 1;

    /// <summary>Share of the inner line on which the step is seen, for a drawn border: the photo may have its colour in places.</summary>
    public const double DrawnLine = 0.6;

    /// <summary>Likewise for a scanned border of two sides, which looks more like a wall.</summary>
    public const double ScannedLine = 0.75;

    /// <summary>And of one of three sides or more, which all lie askew alike.</summary>
    public const double ScannedFellowLine = 0.45;

    /// <summary>Likewise where another side of the same frame is beyond doubt, and of both ends of a side that is not as wide.</summary>
    public const double FellowLine = 0.15;

    // Grain: mean difference from the border's colour.

    /// <summary>A drawn border has one colour but for what compression does.</summary>
    public const double DrawnNoise = 1.5;

    /// <summary>Paper and a scanner's lid have grain.</summary>
    public const double ScannedNoise = 4;

    /// <summary>A border of one side alone could be a window's frame or a table: drawn more exactly, and seen on more of its line.</summary>
    public const double LoneNoise = 0.5, LoneLine = 0.6;

    // What makes several sides one frame.

    /// <summary>Borders of two sides belong together if their colours differ by no more.</summary>
    public const int SameColour = 14;

    /// <summary>Slopes of two sides of one frame differ by no more.</summary>
    public const double SameTurn = 0.012;

    /// <summary>A frame's sides are equally wide if they differ by no more.</summary>
    public const int SameDepth = 4;
}
