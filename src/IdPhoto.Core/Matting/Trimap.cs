namespace IdPhoto.Matting;

/// <summary>What is known of a pixel before matting.</summary>
internal enum Trimap : byte
{
    /// <summary>Surely not the person.</summary>
    Background,

    /// <summary>Somewhere between.</summary>
    Unknown,

    /// <summary>Surely the person.</summary>
    Foreground,
}
