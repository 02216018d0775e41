using IdPhoto.Messages;

namespace IdPhoto.Words;

/// <summary>Somebody who may process data for the operator or instead of the operator.</summary>
/// <param name="Id">A stable word, such as <c>admob</c>.</param>
/// <param name="ProperName">The company's or service's own name; null where a sentence names it.</param>
/// <param name="Said">Whose sentences hold for it: several services of a kind share them.</param>
/// <param name="Policy">Where it publishes its privacy policy; null where the operator's own holds.</param>
public sealed record Processor(string Id, string? ProperName, string Said, Uri? Policy)
{
    /// <summary>All that is known of it, in a reader's language.</summary>
    public ProcessorText In(Sentences words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return new ProcessorText(
            ProperName ?? words.Say(Message.Of($"processors.{Said}-name")), words.Say(Message.Of($"processors.{Said}-purpose")), words.Say(Message.Of($"processors.{Said}-data")),
            words.Say(Message.Of($"processors.{Said}-retention")), words.Say(Message.Of($"processors.{Said}-country")), words.Say(Message.Of($"processors.{Said}-when")));
    }
}

/// <summary>A processor in words.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Data">What it gets.</param>
/// <param name="Retention">How long it keeps that.</param>
/// <param name="Country">Where.</param>
/// <param name="When">Under which conditions at all.</param>
public sealed record ProcessorText(string Name, string Purpose, string Data, string Retention, string Country, string When);
