namespace IdPhoto.Framing;

/// <summary>What framing may do.</summary>
public sealed record FramingOptions
{
    /// <summary>Turn the page with the eye line, so that the eyes come out level. Default true; rolls below 0.3 degrees stay.</summary>
    public bool Level { get; init; } = true;

    /// <summary>The page may reach above the picture: the background is replaced and the person does not touch that edge.</summary>
    public bool MayExceedTop { get; init; }

    /// <summary>The page may reach beyond the picture's left edge, for the same reason.</summary>
    public bool MayExceedLeft { get; init; }

    /// <summary>The page may reach beyond the picture's right edge, for the same reason.</summary>
    public bool MayExceedRight { get; init; }

    /// <summary>
    /// Replacing the background could still make room: the document permits it, and it is not being done. Only a refusal's
    /// advice depends on it. Default false.
    /// </summary>
    public bool ReplacingMayHelp { get; init; }

    /// <summary>Break document rules rather than refuse; the result says which. The picture's edges are kept all the same.</summary>
    public bool Force { get; init; }
}
