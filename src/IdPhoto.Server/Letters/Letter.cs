namespace IdPhoto.Server.Letters;

/// <summary>What somebody wrote to the operator.</summary>
/// <param name="Kind">One of <see cref="LetterKinds"/>.</param>
/// <param name="Text">As it was written.</param>
/// <param name="AnswerTo">An e-mail address for the answer; null where none was given.</param>
/// <param name="Language">The tag of the language in which the writer reads.</param>
internal sealed record Letter(string Kind, string Text, string? AnswerTo, string Language);

/// <summary>What a letter is about.</summary>
internal static class LetterKinds
{
    /// <summary>A question, a suggestion or a complaint.</summary>
    public const string Question = "question";

    /// <summary>Something of the writer's is to be erased.</summary>
    public const string Erase = "erase";

    /// <summary>A child's photo is to be erased; anybody may write so.</summary>
    public const string Child = "child";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Question, Erase, Child];
}

/// <summary>A letter in the list of those that are kept: nothing of what is in it.</summary>
/// <param name="Reference">Names it, for its writer and the operator.</param>
/// <param name="Kind">One of <see cref="LetterKinds"/>.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="KeptUntil">When it is erased.</param>
/// <param name="ClosedAt">When the operator had answered it or done what it wants; null before.</param>
internal sealed record LetterEntry(string Reference, string Kind, DateTimeOffset ReceivedAt, DateTimeOffset KeptUntil, DateTimeOffset? ClosedAt);
