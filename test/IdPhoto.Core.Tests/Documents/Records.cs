using IdPhoto.Documents;

namespace IdPhoto.Tests.Documents;

/// <summary>Short records to change one field of.</summary>
internal static class Records
{
    /// <summary>A size that no authority owns: 30 x 40 mm, made as 600 x 800 px.</summary>
    public static PhotoSpec Print { get; } = new(508)
    {
        Id = "club-card",
        Title = "Club card",
        Document = "Card",
        Print = new PrintSize { WidthMm = 30, HeightMm = 40 },
        Head = new HeadRule { Min = 20, Max = 30, Top = HeadTop.Crown },
        Background = new BackgroundRule { Default = White },
        Edit = new EditPolicy { Alteration = EditRule.NotApplicable, Background = EditRule.NotApplicable },
    };

    /// <summary>The same as a file that is never printed: exactly 600 x 800 px.</summary>
    public static PhotoSpec Upload { get; } = Print with
    {
        Print = null,
        Pixels = new PixelRule { Width = 600, Height = 800 },
        Head = new HeadRule { Unit = LengthUnit.Percent, Min = 50, Max = 75, Top = HeadTop.Crown },
    };

    public static NamedColour White => new() { Name = "white", Hex = "#ffffff" };

    public static NamedColour Blue => new() { Name = "blue", Hex = "#438edb" };

    public static PhotoSpec With(this PhotoSpec spec, PixelRule pixels) => spec with { Pixels = pixels };

    public static PhotoSpec With(this PhotoSpec spec, FileRule file) => spec with { File = file };

    public static PhotoSpec With(this PhotoSpec spec, EditRule alteration, EditRule background)
        => spec with { Edit = new EditPolicy { Alteration = alteration, Background = background, Warning = "The authority refuses edited photos." } };

    public static SpecSource Source(string field, SourceConfidence confidence = SourceConfidence.Official, string page = "https://example.org/")
        => new() { Field = field, Url = new Uri(page), Read = new DateOnly(2026, 11, 24), Confidence = confidence };
}
