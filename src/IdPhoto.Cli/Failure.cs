using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Cli;

/// <summary>Puts any failure of a photo's work into a code and a sentence.</summary>
internal static class Failure
{
    /// <summary>
    /// The same refusal of a document's photo, after what must be said before it: that nobody makes this photo at home, so
    /// that trying again with another picture is no use.
    /// </summary>
    public static PhotoException ToldFirst(PhotoException refusal, PhotoSpec spec)
        => spec.Capture?.By == Photographer.Professional && SpecFacts.Notice(spec) is { } notice
            ? new PhotoException(refusal.Code, Message.Of("failures.notice-first", ("notice", notice), ("refusal", refusal.Said)), refusal)
            : refusal;

    public static (string Code, string Sentence) Of(Exception error) => error switch
    {
        PhotoException refusal => (refusal.Code, Speech.Say(refusal.Said)),
        CommandFailure failure => (failure.Code, Speech.Say(failure.Said)),
        OperationCanceledException => ("cancelled", Speech.Of("failures.cancelled")),
        AggregateException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => ("out-of-memory", Speech.Of("failures.out-of-memory")),
        // The type helps to report it; message and stack may hold what is in the photo or where it lies.
        _ => ("internal-error", Speech.Say(Message.Of("failures.internal-error", ("type", error.GetType().Name)))),
    };
}
