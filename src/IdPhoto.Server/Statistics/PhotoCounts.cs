using IdPhoto.Compliance;
using IdPhoto.Server.Api;
using IdPhoto.Words;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Statistics;

/// <summary>Counts what happens with photos. A request about a child's photo, by the age that it names or by its document, is not counted in any way.</summary>
internal sealed class PhotoCounts(Tally tally)
{
    /// <summary>A photo was made for a document.</summary>
    public void Made(HttpContext context, string document) => Count(context, Counted.Photos, document);

    /// <summary>A photo was checked.</summary>
    public void Checked(HttpContext context, Verdict verdict) => Count(context, Counted.Verdicts, Counted.Word(verdict));

    /// <summary>A photo was refused. Only where the request could have said that it is a child's.</summary>
    public void Refused(HttpContext context, string code)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<QueryOptions>()?.Options.Contains(IdPhotoQuery.Age) == true && !ChildPhoto.IsAskedFor(context.Request))
            tally.Add(Counted.Refusals, code);
    }

    private void Count(HttpContext context, Counted counted, string value)
    {
        if (ChildPhoto.IsAskedFor(context.Request))
            return;
        tally.Add(counted, value);
        tally.Add(Counted.Languages, Languages.OfAcceptLanguage(context.Request.Headers.AcceptLanguage).Tag);
    }
}
