namespace IdPhoto;

/// <summary>A photo or input that was refused, and why. Never thrown for a fault of ours.</summary>
/// <remarks>Code and message are safe to show and to log: they hold numbers about the photo, never pixels, names or paths.</remarks>
public sealed class PhotoException : Exception
{
    /// <summary>A refusal with its stable code.</summary>
    /// <param name="code">One of <see cref="Refusals"/>.</param>
    /// <param name="message">What is wrong with this photo and what to do about it, in a sentence for a person.</param>
    public PhotoException(string code, string message)
        : base(message) => Code = code;

    /// <summary>A refusal caused by another error, whose text is not shown.</summary>
    /// <param name="code">One of <see cref="Refusals"/>.</param>
    /// <param name="message">What is wrong with this photo and what to do about it.</param>
    /// <param name="inner">The cause.</param>
    public PhotoException(string code, string message, Exception inner)
        : base(message, inner) => Code = code;

    /// <summary>A stable word for programs, one of <see cref="Refusals"/>.</summary>
    public string Code { get; }
}
