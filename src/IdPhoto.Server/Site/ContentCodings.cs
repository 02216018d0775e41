using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IdPhoto.Server.Site;

/// <summary>Chooses a content coding (RFC 9110, 12.5.3).</summary>
internal static class ContentCodings
{
    private const string Identity = "identity";

    /// <summary>The copy to send; null for the file itself.</summary>
    /// <param name="accepted">The request's <c>Accept-Encoding</c>.</param>
    /// <param name="copies">What there is; of two that are as welcome, the first.</param>
    public static ContentCopy? Choose(StringValues accepted, IReadOnlyList<ContentCopy> copies)
    {
        if (copies.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out IList<StringWithQualityHeaderValue>? wishes))
            return null;
        ContentCopy? best = copies.MaxBy(copy => Welcome(copy.Coding, wishes));
        double welcome = Welcome(best!.Coding, wishes);
        return welcome > 0 && welcome >= Welcome(Identity, wishes) ? best : null;
    }

    private static double Welcome(string coding, IList<StringWithQualityHeaderValue> wishes)
    {
        StringWithQualityHeaderValue? wish = Named(coding, wishes) ?? Named("*", wishes);
        // The file itself is welcome where nothing is said of it, and then less than any coding that is named.
        return wish is null ? 0 : wish.Quality ?? 1;
    }

    private static StringWithQualityHeaderValue? Named(string coding, IList<StringWithQualityHeaderValue> wishes)
        => wishes.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase));
}
