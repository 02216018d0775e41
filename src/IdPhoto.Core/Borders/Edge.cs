namespace IdPhoto.Borders;

/// <summary>An edge of a picture.</summary>
internal enum Edge
{
    /// <summary>The left edge.</summary>
    Left,

    /// <summary>The upper edge.</summary>
    Top,

    /// <summary>The right edge.</summary>
    Right,

    /// <summary>The lower edge.</summary>
    Bottom,
}
