using System.Globalization;
using Google.Protobuf;

namespace IdPhoto.ModelBuilder.Onnx;

/// <summary>Moves a graph's weights into a file of their own, so that they can be mapped into memory instead of copied.</summary>
internal static class ExternalWeights
{
    /// <summary>Mapping needs whole pages; 4096 bytes on x64, up to 64 KiB elsewhere.</summary>
    private const int Page = 4096;

    /// <summary>Small weights stay where they are: a page each would be wasted on them.</summary>
    private const int Smallest = 16384;

    /// <summary>Takes the weights out of <paramref name="model"/>; what it answers belongs into <paramref name="file"/>.</summary>
    public static byte[] MoveOut(ModelProto model, string file)
    {
        using var data = new MemoryStream();
        foreach (TensorProto weight in model.Graph.Initializer.Where(weight => weight.RawData.Length >= Smallest))
        {
            data.SetLength((data.Length + Page - 1) / Page * Page);
            data.Position = data.Length;
            long offset = data.Position;
            weight.RawData.WriteTo(data);
            Refer(weight, file, offset, weight.RawData.Length);
        }
        return data.ToArray();
    }

    /// <summary>A weight's values, which are in the graph or in the file that the graph refers to.</summary>
    public static byte[] Read(TensorProto weight, byte[] data)
    {
        if (weight.DataLocation != TensorProto.Types.DataLocation.External)
            return weight.RawData.ToByteArray();
        return data.AsSpan((int)Entry(weight, "offset"), (int)Entry(weight, "length")).ToArray();
    }

    /// <summary>Lets a weight refer to <paramref name="file"/>, whatever it was before.</summary>
    public static void Refer(TensorProto weight, string file, long offset, long length)
    {
        weight.RawData = ByteString.Empty;
        weight.DataLocation = TensorProto.Types.DataLocation.External;
        weight.ExternalData.Clear();
        weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = file });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) });
        weight.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = length.ToString(CultureInfo.InvariantCulture) });
    }

    private static long Entry(TensorProto weight, string key) =>
        long.Parse(weight.ExternalData.Single(entry => entry.Key == key).Value, CultureInfo.InvariantCulture);
}
