using IdPhoto.Messages;
using IdPhoto.Server.Register;
using IdPhoto.Server.Settings;
using IdPhoto.Words;

namespace IdPhoto.Server.PublicPages;

/// <summary>The register of processors as a part of a page.</summary>
internal static class ProcessorsHtml
{
    public static string Of(Sentences words, ServerSettings settings)
        => $"<section id=\"processors\"><h2>{Say(words, "processors.title")}</h2>{string.Concat(Processors.All.Select(processor => One(words, processor, settings)))}</section>";

    private static string One(Sentences words, Processor processor, ServerSettings settings)
    {
        ProcessorText said = processor.In(words);
        string facts = string.Concat(
            Fact(Say(words, "processors.why"), PageTemplate.Encode(said.Purpose)), Fact(Say(words, "processors.what"), PageTemplate.Encode(said.Data)),
            Fact(Say(words, "processors.long"), PageTemplate.Encode(said.Retention)), Fact(Say(words, "processors.country"), PageTemplate.Encode(said.Country)),
            Fact(Say(words, "processors.when"), PageTemplate.Encode(said.When)), Used(words, processor.Id, settings), Policy(words, processor.Policy));
        return $"<details><summary>{PageTemplate.Encode(said.Name)}</summary><dl class=\"facts small\">{facts}</dl></details>";
    }

    // What the app itself loads, its own screen says: no server knows.
    private static string Used(Sentences words, string processor, ServerSettings settings) => processor is "firebase-analytics" or "admob"
        ? ""
        : Fact(Say(words, "processors.here"), Say(words, ProcessorUse.Of(processor, settings.Notices) ? "processors.used" : "processors.unused"));

    private static string Policy(Sentences words, Uri? policy) => policy is null
        ? ""
        : Fact(Say(words, "processors.policy"), $"<a href=\"{PageTemplate.Encode(policy.AbsoluteUri)}\" rel=\"noreferrer noopener\"><bdi dir=\"ltr\">{PageTemplate.Encode(policy.Host + policy.AbsolutePath)}</bdi></a>");

    private static string Fact(string name, string value) => $"<div><dt>{name}</dt><dd>{value}</dd></div>";

    private static string Say(Sentences words, string id) => PageTemplate.Encode(words.Say(Message.Of(id)));
}
