using System.Globalization;
using System.Text.RegularExpressions;
using IdPhoto.Messages;
using IdPhoto.Printing;

namespace IdPhoto.Documents;

/// <summary>Reads a document of one's own from one line, such as <c>size=35x45mm,head=32-36mm,background=white</c>.</summary>
/// <remarks>
/// Settings are <c>name=value</c>, joined by commas. <c>size</c> alone is required: <c>35x45mm</c>, <c>2x2in</c>, <c>600x600px</c>, or with
/// a range on either side, <c>35-40x45-50mm</c>; fractions may have a comma, <c>3,5x4,5cm</c>. <c>head</c>, <c>eyes</c> (above the lower edge), <c>top</c> and <c>chin</c> are ranges in
/// <c>mm</c>, <c>in</c>, <c>px</c> or <c>%</c> of the height: <c>32-36mm</c>. <c>headtop</c> is <c>crown</c> (default) or <c>hair</c>. <c>dpi</c>, <c>minkb</c>
/// and <c>maxkb</c> are whole numbers, <c>format</c> is <c>jpeg</c> or <c>png</c>, <c>background</c> a colour or several joined by <c>+</c>.
/// </remarks>
public static partial class CustomSpec
{
    /// <summary>The names that settings have.</summary>
    public static readonly IReadOnlyList<string> Settings =
        ["size", "head", "headtop", "eyes", "top", "chin", "dpi", "background", "minkb", "maxkb", "format"];

    /// <summary>Units that a setting's name already says.</summary>
    private static readonly string[] Suffixes = ["kb", "dpi"];

    /// <summary>Reads the line.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.InvalidSpec"/>, naming the setting and what it should look like.</exception>
    public static PhotoSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Dictionary<string, string> values = Split(text);
        int dpi = Whole(values, "dpi", PhotoSpec.LowestDpi, PhotoSpec.HighestDpi) ?? 300;
        CustomSize size = CustomSize.Parse(Value(values, "size") ?? throw Wrong(Message.Of("custom.size-missing")), dpi);
        HeadTop top = Word(values, "headtop", HeadTop.Crown);
        LengthRange? head = size.Length(values, "head");
        LengthRange? above = size.Length(values, "top");
        PhotoSpec spec = new(dpi)
        {
            Id = "custom",
            Title = "Custom size",
            Document = "Custom size",
            Print = size.Print,
            Pixels = size.Pixels,
            Head = head is null ? UsualHead(size, top) : new HeadRule { Unit = head.Unit, Min = head.Min, Max = head.Max, Top = top },
            Eyes = size.Length(values, "eyes"),
            TopMargin = above is null ? null : new TopMarginRule { Unit = above.Unit, Min = above.Min, Max = above.Max, From = top },
            ChinMargin = size.Length(values, "chin"),
            Background = Background(Value(values, "background") ?? "white"),
            File = new FileRule
            {
                Format = Word(values, "format", FileFormat.Jpeg),
                MinKb = Whole(values, "minkb", 1, FileRule.HighestMinKb),
                MaxKb = Whole(values, "maxkb", 1, FileRule.HighestMaxKb),
            },
            Edit = new EditPolicy { Alteration = EditRule.NotApplicable, Background = EditRule.NotApplicable },
            Notes = head is null ? ["No head size was given: the usual range is used."] : [],
        };
        try
        {
            SpecCheck.Check(spec);
            return spec;
        }
        catch (PhotoException refusal) when (SpecCheck.Parts(refusal) is (string field, string problem))
        {
            throw Wrong(InSettings(SettingOf(field), problem));
        }
    }

    // The user wrote settings and has never seen the record that they become.
    private static string SettingOf(string field) => field.Split('.')[0] switch
    {
        "print" or "pixels" => "size",
        "topMargin" => "top",
        "chinMargin" => "chin",
        "file" => field == "file.maxKb" ? "maxkb" : field == "file.minKb" ? "minkb" : "format",
        string same => same,
    };

    private static Message InSettings(string setting, string problem) => problem switch
    {
        "above-other" when setting == "minkb" => Message.Of("custom.minkb-above-maxkb"),
        "higher-than-photo" => Message.Of("custom.higher-than-photo", ("setting", setting)),
        "no-room" => Message.Of("custom.no-room", ("setting", setting)),
        "impossible" => Message.Of("custom.impossible"),
        "resolution" => Message.Of("custom.resolution"),
        "above-zero-to" or "interval" => Message.Of("custom.out-of-range", ("setting", setting)),
        _ => Message.Of("custom.contradiction", ("setting", setting)),
    };

    /// <summary>A refusal of a setting's value.</summary>
    internal static PhotoException Wrong(Message said) => new(Refusals.InvalidSpec, said);

    private static Dictionary<string, string> Split(string text)
    {
        Dictionary<string, string> values = [];
        foreach (string part in Joints().Split(WrittenSize.Narrow(text)).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            string[] sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            string name = sides[0].ToLowerInvariant();
            if (!Settings.Contains(name))
                throw Wrong(Message.Of("custom.unknown-setting", ("setting", sides[0]), ("settings", Argument.Row(Settings.Select(known => (Argument)known)))));
            if (sides.Length < 2 || sides[1].Length == 0)
                throw Wrong(Message.Of("custom.no-value", ("setting", name)));
            if (!values.TryAdd(name, sides[1]))
                throw Wrong(Message.Of("custom.twice", ("setting", name)));
        }
        return values;
    }

    // A comma between digits belongs to a number: no setting's name begins with one.
    [GeneratedRegex("(?<![0-9]),|,(?![0-9])")]
    private static partial Regex Joints();

    private static string? Value(Dictionary<string, string> values, string name) => values.GetValueOrDefault(name);

    private static int? Whole(Dictionary<string, string> values, string name, int least, int most)
    {
        if (Value(values, name) is not string text)
            return null;
        string digits = Suffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal) && text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } unit
            ? text[..^unit.Length].TrimEnd() : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number : throw Wrong(Message.Of("custom.not-whole", ("setting", name), ("value", text), ("least", Typed(least)), ("most", Typed(most))));
    }

    // As it is typed: a separator of thousands would be refused.
    private static string Typed(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static T Word<T>(Dictionary<string, string> values, string name, T otherwise)
        where T : struct, Enum
    {
        if (Value(values, name) is not string text)
            return otherwise;
        string word = text.Equals("jpg", StringComparison.OrdinalIgnoreCase) ? "jpeg" : text;
        return Enum.GetNames<T>().Contains(word, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(word, ignoreCase: true)
            : throw Wrong(Message.Of("custom.not-a-word", ("setting", name), ("value", text), ("words", Argument.Any(Enum.GetNames<T>().Select(known => (Argument)known.ToLowerInvariant())))));
    }

    private static BackgroundRule Background(string text)
    {
        NamedColour[] colours = Array.ConvertAll(text.Split('+', StringSplitOptions.TrimEntries), name => Colours.TryParse(name, out Colour colour)
            ? new NamedColour { Name = name, Hex = colour.Hex }
            : throw Wrong(Message.Of("custom.unknown-colour", ("value", name), ("names", Argument.Row(Colours.Named.Select(pair => (Argument)pair.Key))))));
        return new BackgroundRule { Default = colours[0], Allowed = colours };
    }

    // Two thirds to four fifths of a portrait format, half to two thirds of a square.
    private static HeadRule UsualHead(CustomSize size, HeadTop top) => size.IsSquare
        ? new HeadRule { Unit = LengthUnit.Percent, Min = 50, Max = 69, Target = 60, Top = top }
        : new HeadRule { Unit = LengthUnit.Percent, Min = 65, Max = 80, Target = 72, Top = top };
}
