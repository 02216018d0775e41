using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>What an address says of itself, for the description of the API.</summary>
internal static class Described
{
    /// <summary>It takes a photo as its body.</summary>
    public static RouteHandlerBuilder TakesPhoto(this RouteHandlerBuilder address) => address.WithMetadata(new PhotoBody());

    /// <summary>It takes these options in its query.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder address, IReadOnlyList<QueryOption> options) => address.WithMetadata(new QueryOptions(options));

    /// <summary>It needs the token of a kept photo.</summary>
    public static RouteHandlerBuilder NeedsToken(this RouteHandlerBuilder address) => address.WithMetadata(new TokenNeeded());

    /// <summary>It works on a kept photo.</summary>
    public static RouteHandlerBuilder UsesPhoto(this RouteHandlerBuilder address) => address.WithMetadata(new PhotoUse());

    /// <summary>It needs the identifier of an install.</summary>
    public static RouteHandlerBuilder NeedsInstall(this RouteHandlerBuilder address) => address.WithMetadata(new InstallNeeded());

    /// <summary>It takes JSON as its body.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder address) => address.WithMetadata(new JsonBodyOf(typeof(T)));

    /// <summary>Its name and what it does.</summary>
    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder address, Message tag, string name, Message summary, Message description)
        => address.WithTags(ServerWords.English.Say(tag)).WithName(name).WithSummary(ServerWords.English.Say(summary)).WithDescription(ServerWords.English.Say(description));

    /// <summary>It answers a picture.</summary>
    public static RouteHandlerBuilder AnswersPicture(this RouteHandlerBuilder address, Message tag, string name, Message summary, Message description, params string[] mediaTypes)
        => address.Describes(tag, name, summary, description).WithMetadata(new FileBody(mediaTypes));

    /// <summary>It answers a picture, or JSON with more.</summary>
    public static RouteHandlerBuilder AnswersPicture<T>(this RouteHandlerBuilder address, Message tag, string name, Message summary, Message description, params string[] mediaTypes)
        => address.AnswersPicture(tag, name, summary, description, mediaTypes).Produces<T>();
}

/// <summary>The body is a photo.</summary>
internal sealed record PhotoBody;

/// <summary>The answer is a file.</summary>
internal sealed record FileBody(IReadOnlyList<string> MediaTypes);

/// <summary>A token is needed.</summary>
internal sealed record TokenNeeded;

/// <summary>A kept photo is worked on.</summary>
internal sealed record PhotoUse;

/// <summary>An install's identifier is needed.</summary>
internal sealed record InstallNeeded;

/// <summary>The body is JSON.</summary>
internal sealed record JsonBodyOf(Type Type);

/// <summary>The options of the query.</summary>
internal sealed record QueryOptions(IReadOnlyList<QueryOption> Options);
