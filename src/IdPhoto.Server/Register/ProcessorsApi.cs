using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Settings;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Register;

/// <summary>The register of processors, with what this server really uses marked.</summary>
internal static class ProcessorsApi
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/v1/processors", List).Takes([]).Describes(Message.Of("openapi.rights"), "ListProcessors", Message.Of("openapi.processors"), Message.Of("openapi.processors-more"))
            .Produces<IReadOnlyList<ProcessorAnswer>>().OpenToAll();

    private static IResult List(HttpContext context, ServerSettings settings)
    {
        _ = new QueryReader(context.Request, []);
        Sentences words = ServerWords.For(context);
        return Results.Json<IReadOnlyList<ProcessorAnswer>>([.. Processors.All.Select(processor => ProcessorAnswer.Of(processor, words, settings))]);
    }
}

/// <summary>A processor.</summary>
/// <param name="Id">A stable word.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Data">What it gets.</param>
/// <param name="Retention">How long it keeps that.</param>
/// <param name="Country">Where.</param>
/// <param name="When">Under which conditions at all.</param>
/// <param name="Policy">Where it publishes its privacy policy; null where the operator's own holds.</param>
/// <param name="Used">Whether this server is set up to use it.</param>
internal sealed record ProcessorAnswer(string Id, string Name, string Purpose, string Data, string Retention, string Country, string When, Uri? Policy, bool Used)
{
    public static ProcessorAnswer Of(Processor processor, Sentences words, ServerSettings settings)
    {
        ProcessorText said = processor.In(words);
        return new ProcessorAnswer(
            processor.Id, said.Name, said.Purpose, said.Data, said.Retention, said.Country, said.When, processor.Policy, ProcessorUse.Of(processor.Id, settings.Notices));
    }
}
