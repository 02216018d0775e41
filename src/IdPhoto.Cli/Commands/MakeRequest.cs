using IdPhoto.Cli.Files;
using IdPhoto.Documents;
using IdPhoto.Portraits;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Commands;

/// <summary>What <c>idphoto make</c> was asked for, checked as far as that goes without the photo.</summary>
internal sealed record MakeRequest
{
    public required string Input { get; init; }

    public required string Output { get; init; }

    public string? SpecId { get; init; }

    public string? Custom { get; init; }

    public string? Background { get; init; }

    public int? Dpi { get; init; }

    public int? MaxKb { get; init; }

    public string? Report { get; init; }

    public bool Force { get; init; }

    public bool UseSalient { get; init; }

    public bool KeepBackground => string.Equals(Background, "keep", StringComparison.OrdinalIgnoreCase);

    /// <summary>The document.</summary>
    /// <exception cref="CommandFailure">There is none of this name, or it cannot be made at this resolution.</exception>
    public PhotoSpec Spec()
    {
        PhotoSpec spec = new SpecChoice(SpecId, Custom).Find();
        try
        {
            spec.Resolve(Dpi);
            return spec;
        }
        catch (PhotoException refusal)
        {
            throw CommandFailure.Usage(refusal);
        }
    }

    /// <summary>What the studio is asked for.</summary>
    /// <param name="format">The file's format; null takes the document's.</param>
    /// <exception cref="CommandFailure">The background is not a colour.</exception>
    public IdPhotoOptions Options(FileFormat? format) => new()
    {
        Make = new MakeOptions { KeepBackground = KeepBackground, Background = Colour(), Dpi = Dpi, Force = Force },
        MaxKb = MaxKb,
        Format = format,
    };

    private Colour? Colour()
    {
        if (Background is null || KeepBackground)
            return null;
        if (Colours.TryParse(Background, out Colour colour))
            return colour;
        string names = string.Join(", ", Colours.Named.Select(pair => pair.Key));
        throw CommandFailure.Usage($"'{Background}' is not a colour that is known here. Write 'keep', a number such as #d3d3d3, or one of: {names}.", Refusals.InvalidColour);
    }
}
