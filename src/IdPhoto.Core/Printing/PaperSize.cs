using IdPhoto.Messages;

namespace IdPhoto.Printing;

/// <summary>A paper that is printed on, with the short side across.</summary>
/// <param name="Name">What it is called, such as 'a4' or '4x6in'.</param>
/// <param name="Size">Its size, the short side first.</param>
public sealed record PaperSize(string Name, MmSize Size)
{
    /// <summary>Shortest side of a paper, in millimetres.</summary>
    public const double ShortestSide = 30;

    /// <summary>Longest side of a paper, in millimetres: A3+ with room to spare.</summary>
    public const double LongestSide = 500;

    // Photo printers leave 3 mm blank and office printers up to 5, the wide papers are the office's.
    private const double OfficePaper = 180;

    private static readonly PaperSize[] Known =
    [
        new("a4", new MmSize(210, 297)),
        new("a5", new MmSize(148, 210)),
        new("a6", new MmSize(105, 148)),
        new("letter", new MmSize(8.5 * MmSize.Inch, 11 * MmSize.Inch)),
        new("l", new MmSize(89, 127)),
    ];

    /// <summary>What photo shops call papers, by the name or size that is read. Their bare numbers are inches.</summary>
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["3r"] = "l",
        ["5-inch"] = "l",
        ["5inch"] = "l",
        ["3.5x5"] = "l",
        ["3.5x5in"] = "l",
        ["5寸"] = "l",
        ["五寸"] = "l",
        ["4r"] = "4x6in",
        ["6-inch"] = "4x6in",
        ["6inch"] = "4x6in",
        ["kg"] = "4x6in",
        ["4x6"] = "4x6in",
        ["6寸"] = "4x6in",
        ["六寸"] = "4x6in",
        ["5r"] = "5x7in",
        ["7-inch"] = "5x7in",
        ["7inch"] = "5x7in",
        ["5x7"] = "5x7in",
        ["7寸"] = "5x7in",
        ["七寸"] = "5x7in",
        ["10x15"] = "10x15cm",
        ["8.5x11"] = "letter",
    };

    /// <summary>The papers with a name of their own: a4, a5, a6, letter, and l, the photo paper also called 3R and 3.5 x 5 inches.</summary>
    public static IReadOnlyList<PaperSize> Named => Known;

    /// <summary>The blank border where none is asked for, in millimetres: 3, and 5 for office papers (short side from 180).</summary>
    public double UsualMargin => Size.ShortSide >= OfficePaper ? 5 : 3;

    /// <summary>Reads one of <see cref="Named"/>, a photo shop's name such as '4R', '4x6', 'KG' or '六寸', or a size such as '4x6in', '10x15cm' or '100x150mm', in either order of sides.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSize"/>: not a paper, or a side outside 30..500 mm.</exception>
    public static PaperSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.Trim().ToLowerInvariant();
        name = Alias(name) ?? name;
        if (Array.Find(Known, paper => paper.Name == name) is { } known)
            return known;
        if (!SizeText.TryParse(name, out MmSize size))
            throw new PhotoException(
                Refusals.InvalidSize,
                Message.Of("printing.unknown-paper", ("papers", Argument.Row(Known.Select(paper => (Argument)paper.Name)))));
        return Of(name, size);
    }

    /// <summary>The paper that photo shops call so, its sides in either order; null for none.</summary>
    private static string? Alias(string text)
    {
        string name = WrittenSize.Narrow(text).Replace("英寸", "寸", StringComparison.Ordinal).Replace('吋', '寸').Replace('×', 'x').Replace('*', 'x');
        name = name.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        string[] sides = name.Split('x');
        return Aliases.GetValueOrDefault(name) ?? (sides.Length == 2 ? Aliases.GetValueOrDefault($"{sides[1]}x{sides[0]}") : null)
            ?? (Array.Exists(Known, paper => paper.Name == name) ? name : null);
    }

    /// <summary>A paper of one's own.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="size">Its size, in either order of sides.</param>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSize"/>: a side outside 30..500 mm.</exception>
    public static PaperSize Of(string name, MmSize size)
    {
        MmSize upright = size.Width <= size.Height ? size : size.Turned;
        return upright.Width >= ShortestSide && upright.Height <= LongestSide ? new PaperSize(name, upright) : throw new PhotoException(
            Refusals.InvalidSize, Message.Of(
                "printing.paper-out-of-range",
                ("size", upright.InWords),
                ("least", Argument.Rounded(ShortestSide, 0)),
                ("most", Argument.RoundedQuantity(LongestSide, Units.Millimetres, 0))));
    }

    /// <summary>The name, and the size in millimetres where the name does not tell it.</summary>
    public override string ToString() => Name.EndsWith("mm", StringComparison.Ordinal) ? $"{Size}" : $"{Name} ({Size})";
}
