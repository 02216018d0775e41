using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Persons;
using IdPhoto.Portraits;
using IdPhoto.Printing;
using IdPhoto.Studio;

namespace IdPhoto.Browser.Requests;

/// <summary>Reads requests into what the studio takes.</summary>
internal static class Asked
{
    /// <summary>The background that leaves the picture's own.</summary>
    public const string Keep = "keep";

    /// <summary>The background that is left out.</summary>
    public const string Transparent = "transparent";

    /// <summary>The documents.</summary>
    /// <exception cref="PhotoException">There is none of a name, or the custom line is not right.</exception>
    public static IReadOnlyList<PhotoSpec> Documents(this EngineRequest asked)
    {
        if (asked.Custom is { } custom)
            return [CustomSpec.Parse(custom)];
        return asked.Specs.Count > 0 ? [.. asked.Specs.Select(PhotoSpecs.Find)] : throw new PhotoException(Refusals.UnknownSpec, Message.Of("failures.spec-empty"));
    }

    /// <summary>What a photo is asked for with.</summary>
    /// <exception cref="PhotoException">The background is no colour.</exception>
    public static IdPhotoOptions Options(this EngineRequest asked) => new()
    {
        Make = new MakeOptions
        {
            KeepBackground = Is(asked, Keep),
            Transparent = Is(asked, Transparent),
            Background = Background(asked),
            AllowEdits = asked.AllowEdits,
            Mirror = asked.Mirror,
            Dpi = asked.Dpi,
            Force = asked.Force,
            Marks = asked.Marks?.Marks(),
            Adjustment = asked.Adjustment?.Adjustment(),
            Strokes = [.. (asked.Strokes ?? []).Select(stroke => stroke.Stroke())],
            Scene = new SceneOptions { UseSalient = !asked.Draft },
        },
        MinKb = asked.MinKb,
        MaxKb = asked.MaxKb,
        Format = asked.Format is { } format ? Enum.Parse<FileFormat>(format, ignoreCase: true) : null,
        Check = asked.Check ? asked.CheckOptions() : null,
    };

    /// <summary>What is known beside the pixels.</summary>
    public static CheckOptions CheckOptions(this EngineRequest asked) => new()
    {
        Kind = Enum.Parse<PhotoKind>(asked.Kind, ignoreCase: true),
        AgeYears = asked.Age,
        CoveringExcepted = asked.CoveringExcepted,
    };

    /// <summary>What a sheet is asked for with.</summary>
    /// <exception cref="PhotoException">There is no such paper.</exception>
    public static SheetOptions Options(this SheetAsked asked) => new()
    {
        Paper = PaperSize.Parse(asked.Paper),
        GapMm = asked.Gap,
        Margins = asked.Margin is { } margin ? new SheetMargins(margin, margin) : null,
        Cut = Enum.Parse<CutMarkStyle>(asked.Cut, ignoreCase: true),
    };

    private static bool Is(EngineRequest asked, string background) => string.Equals(asked.Background, background, StringComparison.OrdinalIgnoreCase);

    private static Colour? Background(EngineRequest asked)
        => asked.Background is null || Is(asked, Keep) || Is(asked, Transparent) ? null : Colours.Parse(asked.Background);
}
