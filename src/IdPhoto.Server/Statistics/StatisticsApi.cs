using IdPhoto.Messages;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Statistics;

/// <summary>Tells everybody what is counted.</summary>
internal static class StatisticsApi
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/v1/statistics", List).Takes([]).Describes(Message.Of("openapi.rights"), "ListStatistics", Message.Of("openapi.statistics"), Message.Of("openapi.statistics-more"))
            .Produces<IReadOnlyList<CountedAnswer>>().OpenToAll();

    private static IResult List(HttpContext context)
    {
        _ = new QueryReader(context.Request, []);
        Sentences words = ServerWords.For(context);
        return Results.Json<IReadOnlyList<CountedAnswer>>([.. Counted.All.Select(counted => new CountedAnswer(counted.Kind, words.Say(counted.Said)))]);
    }
}

/// <summary>Something that is counted.</summary>
/// <param name="Name">A stable word.</param>
/// <param name="Counted">What is counted, in words.</param>
internal sealed record CountedAnswer(string Name, string Counted);
