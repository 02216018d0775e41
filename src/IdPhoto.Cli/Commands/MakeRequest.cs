using IdPhoto.Cli.Files;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Messages;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Commands;

/// <summary>A document whose authority takes the photo itself.</summary>
internal sealed record NoPhoto(string Id, PhotoException Refusal);

/// <summary>What <c>idphoto make</c> was asked for, checked as far as that goes without the photo.</summary>
internal sealed record MakeRequest
{
    public required string Input { get; init; }

    public required string Output { get; init; }

    public string? SpecId { get; init; }

    public string? Custom { get; init; }

    public string? Background { get; init; }

    public int? Dpi { get; init; }

    public int? MinKb { get; init; }

    public int? MaxKb { get; init; }

    public bool AllowEdits { get; init; }

    public bool Mirror { get; init; }

    public string? Report { get; init; }

    public bool Force { get; init; }

    /// <summary>In years, for the check that the report carries; null for an adult.</summary>
    public double? Age { get; init; }

    public bool UseSalient { get; init; }

    public bool KeepBackground => string.Equals(Background, "keep", StringComparison.OrdinalIgnoreCase);

    public bool Transparent => string.Equals(Background, "transparent", StringComparison.OrdinalIgnoreCase);

    /// <summary>The documents that were named, in the order they were written.</summary>
    /// <exception cref="CommandFailure">None was named, or by both options.</exception>
    public IReadOnlyList<SpecChoice> Choices => SpecChoice.All(SpecId, Custom);

    /// <summary>The document, which can be made as it is asked for.</summary>
    /// <param name="choice">One of <see cref="Choices"/>.</param>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="CommandFailure">There is none of this name, or it cannot be made like this.</exception>
    public static PhotoSpec Spec(SpecChoice choice, IdPhotoOptions options)
    {
        PhotoSpec spec = choice.Find();
        try
        {
            EditPlan.Of(spec, options.Make);
            options.Target(spec);
            return spec;
        }
        catch (PhotoException refusal)
        {
            throw CommandFailure.Usage(Failure.ToldFirst(refusal, spec));
        }
    }

    /// <summary>All documents, and those that have no photo to make; one that cannot be made as it is asked for is refused later, by itself.</summary>
    /// <exception cref="CommandFailure">There is none of one of the names.</exception>
    public (IReadOnlyList<PhotoSpec> Specs, IReadOnlyList<NoPhoto> Refused) Specs()
    {
        List<PhotoSpec> specs = [];
        List<NoPhoto> refused = [];
        foreach (SpecChoice choice in Choices)
        {
            try
            {
                specs.Add(choice.Find());
            }
            catch (CommandFailure failure) when (failure.InnerException is PhotoException { Code: Refusals.TakenOnSite } refusal)
            {
                refused.Add(new NoPhoto(choice.Named!.ToLowerInvariant(), refusal));
            }
        }
        return (specs, refused);
    }

    /// <summary>What the studio is asked for.</summary>
    /// <param name="format">The file's format; null takes the document's.</param>
    /// <exception cref="CommandFailure">The background is not a colour.</exception>
    public IdPhotoOptions Options(FileFormat? format) => new()
    {
        Make = new MakeOptions { KeepBackground = KeepBackground, Transparent = Transparent, Background = Colour(), AllowEdits = AllowEdits, Mirror = Mirror, Dpi = Dpi, Force = Force, KeepHair = true },
        MinKb = MinKb,
        MaxKb = MaxKb,
        Format = format,
        Check = Report is null ? null : new CheckOptions { AgeYears = Age },
    };

    private Colour? Colour()
    {
        if (Background is null || KeepBackground || Transparent)
            return null;
        if (Colours.TryParse(Background, out Colour colour))
            return colour;
        // As they are typed, so in no language.
        Argument names = Argument.Row(Colours.Named.Select(pair => (Argument)pair.Key));
        throw CommandFailure.Usage(Message.Of("failures.unknown-colour", ("text", Background), ("names", names)), Refusals.InvalidColour);
    }
}
