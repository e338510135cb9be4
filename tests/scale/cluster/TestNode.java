import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One node of OpenSearch in this process, with the settings given as arguments, each "name=value".
 *
 * <p>A node ends with whoever started it: it stops in order when its standard input is closed.
 */
public final class TestNode extends Node {
  /** What a distribution loads as modules, as far as an index of ours asks for it. */
  private static final List<Class<? extends Plugin>> PLUGINS =
      List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, PainlessPlugin.class, ReindexPlugin.class);

  private TestNode(Environment environment) {
    super(environment, PLUGINS, true);
  }

  public static void main(String[] arguments) throws Exception {
    LogConfigurator.registerErrorListener();
    Settings.Builder settings = Settings.builder();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    Settings given = settings.build();
    Path home = Path.of(given.get("path.home"));
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(given, Map.of(), home.resolve("config"), () -> given.get("node.name"));
    try (Node node = new TestNode(environment)) {
      node.start();
      while (System.in.read() >= 0) {
        // nothing is said to it; only the end of its input counts
      }
    }
    System.exit(0);
  }
}
