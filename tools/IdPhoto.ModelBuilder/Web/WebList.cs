using System.Text.Json;

namespace IdPhoto.ModelBuilder.Web;

/// <summary>What a browser must know of a network to fetch and run it.</summary>
internal sealed record WebNetwork(long Bytes, long Unpacked, string[] Inputs, string[] Outputs, ModelFile[] Parts);

/// <summary>networks.json: the list that a browser fetches first.</summary>
internal sealed record WebList(IReadOnlyDictionary<string, WebNetwork> Networks)
{
    private const string FileName = "networks.json";

    /// <summary>All networks of models.json, in its order.</summary>
    public static WebList Of(ModelList list) => new(list.Networks.ToDictionary(model => model.Network, Describe));

    /// <summary>Writes the list unless it is there: a file that did not change keeps its time.</summary>
    public void Write(MadeFiles files)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);
        if (!files.IsThere(MadeFiles.Describe(FileName, json)))
            files.Write(FileName, json);
    }

    private static WebNetwork Describe(Model model) => new(
        model.Web!.Bytes,
        model.Web.Unpacked,
        [model.Input.Name],
        [.. model.Outputs.Select(output => output.Name)],
        model.Web.Parts);
}
