using IdPhoto.Messages;

namespace IdPhoto;

/// <summary>A photo or input that was refused, and why. Never thrown for a fault of ours.</summary>
/// <remarks>
/// Code and message are safe to show and to log: they hold numbers about the photo, never pixels, names or paths.
/// <see cref="Exception.Message"/> is for a developer; <c>Sentences.Say</c> of IdPhoto.Words says <see cref="Said"/> to a person.
/// </remarks>
public sealed class PhotoException : Exception
{
    /// <summary>A refusal with its stable code.</summary>
    /// <param name="code">One of <see cref="Refusals"/>.</param>
    /// <param name="said">What is wrong with this photo and what to do about it.</param>
    public PhotoException(string code, Message said)
        : base($"{code}: {said}") => (Code, Said) = (code, said);

    /// <summary>A refusal caused by another error, whose text is not shown.</summary>
    /// <param name="code">One of <see cref="Refusals"/>.</param>
    /// <param name="said">What is wrong with this photo and what to do about it.</param>
    /// <param name="inner">The cause.</param>
    public PhotoException(string code, Message said, Exception inner)
        : base($"{code}: {said}", inner) => (Code, Said) = (code, said);

    /// <summary>A stable word for programs, one of <see cref="Refusals"/>.</summary>
    public string Code { get; }

    /// <summary>What is wrong with this photo and what to do about it, without words of any language.</summary>
    public Message Said { get; }
}
