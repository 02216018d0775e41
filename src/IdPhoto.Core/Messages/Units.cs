namespace IdPhoto.Messages;

/// <summary>The units that quantities are given in; each has its words in every language under <c>units.</c>.</summary>
public static class Units
{
    /// <summary>Millimetres.</summary>
    public const string Millimetres = "mm";

    /// <summary>Pixels.</summary>
    public const string Pixels = "px";

    /// <summary>Pixels per inch on paper.</summary>
    public const string DotsPerInch = "dpi";

    /// <summary>Hundredths.</summary>
    public const string Percent = "percent";

    /// <summary>Hundredths of the photo's height.</summary>
    public const string PercentOfHeight = "percent-of-height";

    /// <summary>Degrees of an angle.</summary>
    public const string Degrees = "degrees";

    /// <summary>Doublings of light.</summary>
    public const string Stops = "stops";

    /// <summary>Bits of entropy, or bits a channel.</summary>
    public const string Bits = "bits";

    /// <summary>Steps of 255 in a channel.</summary>
    public const string Levels = "levels";

    /// <summary>Lightness of CIE Lab, 0 to 100.</summary>
    public const string Lightness = "lightness";

    /// <summary>Colour difference of CIE Lab (1976).</summary>
    public const string ColourDifference = "colour-difference";

    /// <summary>Times the distance between the eyes.</summary>
    public const string InterEyeDistances = "inter-eye-distances";

    /// <summary>Times the square of the distance between the eyes.</summary>
    public const string SquaredInterEyeDistances = "squared-inter-eye-distances";

    /// <summary>A factor.</summary>
    public const string Times = "times";

    /// <summary>Bytes.</summary>
    public const string Bytes = "bytes";

    /// <summary>Thousands of bytes, as portals count them.</summary>
    public const string Kilobytes = "kilobytes";

    /// <summary>Of 1,048,576 bytes, as file managers count them.</summary>
    public const string Megabytes = "megabytes";

    /// <summary>Millions of pixels.</summary>
    public const string Megapixels = "megapixels";

    /// <summary>Months.</summary>
    public const string Months = "months";

    /// <summary>Seconds.</summary>
    public const string Seconds = "seconds";

    /// <summary>The unit that a rule's outcome names by its symbol.</summary>
    /// <param name="symbol">Such as 'mm', '%', 'x', 'L*' or 'inter-eye distances'.</param>
    public static string Named(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        return symbol switch
        {
            "%" => Percent,
            "x" => Times,
            "L*" => Lightness,
            "dE" => ColourDifference,
            _ => symbol.Replace(' ', '-'),
        };
    }
}
