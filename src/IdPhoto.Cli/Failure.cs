namespace IdPhoto.Cli;

/// <summary>Puts any failure of a photo's work into a code and a sentence.</summary>
internal static class Failure
{
    public static (string Code, string Sentence) Of(Exception error) => error switch
    {
        PhotoException refusal => (refusal.Code, refusal.Message),
        CommandFailure failure => (failure.Code, failure.Message),
        OperationCanceledException => ("cancelled", "Stopped before the work was done; nothing unfinished was left behind."),
        AggregateException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => ("out-of-memory", "This machine has too little free memory for this picture. Save it at a smaller size and try again."),
        // The type helps to report it; message and stack may hold what is in the photo or where it lies.
        _ => ("internal-error", $"This is a fault of idphoto, not of the photo ({error.GetType().Name}). Please report it."),
    };
}
