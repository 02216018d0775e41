using System.CommandLine;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Documents;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto specs</c>: the documents that are known, and what is known of one.</summary>
internal static class SpecsCommand
{
    public static Command Create()
    {
        Argument<string[]> query = new("query") { Description = "Words of the country or the document, such as 'india visa'. Default: all.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> country = new("--country") { Description = "Two letters, such as US; EU for the Schengen visa." };
        Option<bool> json = SharedOptions.Json();
        Command command = new("specs", "Lists the documents; 'specs show' tells all of one.") { query, country, json, Show() };
        command.SetAction(line => List(string.Join(' ', line.GetValue(query) ?? []), Code(line.GetValue(country)), line.GetValue(json)));
        return command;
    }

    private static Command Show()
    {
        Argument<string?> id = new("id") { Description = "The document: an identifier, or a .json file of one's own.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> custom = SpecChoice.CustomOption();
        Option<bool> json = new("--json") { Description = "Writes the record as JSON, in the format that '--spec' reads." };
        Command command = new("show", "Tells every rule of a document, with its source and how far it can be trusted.") { id, custom, json };
        command.SetAction(line => ShowOne(line.GetValue(id), line.GetValue(custom), line.GetValue(json)));
        return command;
    }

    private static int List(string query, string? country, bool json)
    {
        IReadOnlyList<SpecLine> specs =
        [
            .. PhotoSpecs.Search(query, country).Select(SpecLine.Of),
            .. PhotoSpecs.SearchOnSite(query, country).Select(SpecLine.Of),
        ];
        if (json)
            JsonOutput.Print(specs, ReportJson.Default.IReadOnlyListSpecLine);
        else
            SpecTable.Print(specs);
        return ExitCodes.Done;
    }

    private static int ShowOne(string? id, string? custom, bool json)
    {
        if (id is null == custom is null)
            throw CommandFailure.Usage("Write either an identifier, as in 'idphoto specs show us-passport', or '--custom'. 'idphoto specs' lists the identifiers.");
        OnSiteDocument? onSite = PhotoSpecs.OnSite.FirstOrDefault(document => string.Equals(document.Id, id?.Trim(), StringComparison.OrdinalIgnoreCase));
        PhotoSpec? spec = onSite is not null && custom is null ? null : SpecChoice.Only(id, custom).Find();
        if (json)
            Console.Out.WriteLine(spec is null ? PhotoSpecs.ToJson(onSite!) : PhotoSpecs.ToJson(spec));
        else if (spec is null)
            SpecTable.Show(onSite!);
        else
            SpecTable.Show(spec);
        return ExitCodes.Done;
    }

    private static string? Code(string? country)
    {
        if (country is null || Countries.NameOf(country.ToUpperInvariant()) is not null)
            return country;
        throw CommandFailure.Usage($"'--country {country}': write the two letters of a country, such as US or DE. 'idphoto specs germany' finds countries by name.");
    }
}
