namespace IdPhoto.Portraits;

/// <summary>What became of a file's own transparency.</summary>
public enum Transparency
{
    /// <summary>The file has none, or its pixels were not read from a file.</summary>
    None,

    /// <summary>It outlines the person, so it is the matte.</summary>
    Matte,

    /// <summary>It outlines no person (rounded corners, an even veil), so the picture was laid on white and is cut out like any other.</summary>
    Ignored,
}
