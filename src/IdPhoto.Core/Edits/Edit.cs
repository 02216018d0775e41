using IdPhoto.Messages;

namespace IdPhoto.Edits;

/// <summary>One operation on a picture's pixels.</summary>
/// <param name="Operation">One of <see cref="EditOperations"/>.</param>
/// <param name="Detail">With which numbers; never a word from the file.</param>
public sealed record Edit(string Operation, Message Detail);

/// <summary>The stable names of everything that is ever done to pixels, in the order of the work.</summary>
public static class EditOperations
{
    /// <summary>Colours converted to sRGB from the space that the file declares.</summary>
    public const string ConvertColours = "convert-colours";

    /// <summary>More than 8 bits a channel rounded to 8.</summary>
    public const string ReduceDepth = "reduce-depth";

    /// <summary>One grey channel repeated as red, green and blue.</summary>
    public const string ExpandGrey = "expand-grey";

    /// <summary>Transparent parts laid on white.</summary>
    public const string Flatten = "flatten";

    /// <summary>Turned or mirrored as the file's orientation tag says; no value changes.</summary>
    public const string Orient = "orient";

    /// <summary>Quarter turns until the face stands upright; no value changes.</summary>
    public const string Turn = "turn";

    /// <summary>A part of the picture taken.</summary>
    public const string Crop = "crop";

    /// <summary>Turned by some degrees so that the eyes are level.</summary>
    public const string Level = "level";

    /// <summary>Resampled to another size, in the same pass as crop and level.</summary>
    public const string Scale = "scale";

    /// <summary>The person cut out and laid on a colour.</summary>
    public const string ReplaceBackground = "replace-background";

    /// <summary>The cut-out's edge corrected with a brush, by hand.</summary>
    public const string RetouchCutout = "retouch-cutout";

    /// <summary>Mirrored left to right, because the picture was taken mirrored; no value changes.</summary>
    public const string Mirror = "mirror";

    /// <summary>Written as a file; JPEG rounds values, PNG does not.</summary>
    public const string Encode = "encode";

    /// <summary>Bytes added to the file, none of them to the picture, so that it reaches a floor.</summary>
    public const string Pad = "pad";
}
