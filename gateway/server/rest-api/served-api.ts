import type { ApiModel } from "../../model/api-model";
import { MethodTable } from "../../behavior/rest-api/route-selection";
import type { RestApiModel } from "../../model/rest-api/model";
import type { RestDeploymentModel, RestStageModel } from "../../model/rest-api/stage-model";
import { RestStageState } from "./stage-state";
import { defined } from "../../../language/defined";

/** A REST API made ready for requests. */
export interface ServedRestApi {
  kind: "rest";
  model: RestApiModel;
  hasCustomDomain: boolean;
  states: ReadonlyMap<RestStageModel, RestStageState>;
  tables: ReadonlyMap<RestDeploymentModel, MethodTable>;
}

/**
 * The deployments that are live. A program that changes an API without replacing its deployment changes nothing that is
 * served: as on AWS, what was deployed stays live until the next deployment.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export class LiveDeployments {
  private live = new Map<string, RestDeploymentModel & { written: string }>();

  constructor(private readonly log: (line: string) => void) {}

  compile({ restApis, mappedApis }: ApiModel): ServedRestApi[] {
    const before = this.live;
    this.live = new Map();
    return restApis.map((api) => {
      const stages = api.stages.map((stage) => this.deployed(api, stage, before));
      const tables = new Map<RestDeploymentModel, MethodTable>();
      for (const deployment of stages.flatMap(({ deployment, canary }) => [deployment, canary?.deployment])) {
        if (deployment !== undefined && !tables.has(deployment)) {
          tables.set(deployment, new MethodTable(deployment.definition.methods));
        }
      }
      return {
        kind: "rest",
        model: { ...api, stages },
        hasCustomDomain: mappedApis.has(api.id),
        states: new Map(stages.map((stage) => [stage, new RestStageState(stage)])),
        tables,
      };
    });
  }

  private deployed(
    api: RestApiModel,
    stage: RestStageModel,
    before: ReadonlyMap<string, RestDeploymentModel & { written: string }>,
  ): RestStageModel {
    const { deployment, canary } = stage;
    return {
      ...stage,
      ...defined({
        deployment: deployment === undefined ? undefined : this.adopt(api, deployment, before),
        canary:
          canary?.deployment === undefined
            ? undefined
            : { ...canary, deployment: this.adopt(api, canary.deployment, before) },
      }),
    };
  }

  private adopt(
    api: RestApiModel,
    deployment: RestDeploymentModel,
    before: ReadonlyMap<string, RestDeploymentModel & { written: string }>,
  ): RestDeploymentModel {
    const known = this.live.get(deployment.urn);
    if (known !== undefined) {
      return known;
    }
    const written = writtenForm(deployment);
    const previous = before.get(deployment.urn);
    if (previous?.fingerprint === deployment.fingerprint) {
      if (previous.written !== written) {
        const fix = "change its triggers with what they deploy, or restart, to see it";
        this.log(`warning: ${api.name}: the API has changed, its deployment has not, so nothing new is live; ${fix}.`);
      }
      this.live.set(deployment.urn, previous);
      return previous;
    }
    const adopted = { ...deployment, written };
    this.live.set(deployment.urn, adopted);
    return adopted;
  }
}

/** Returns what is deployed, without what is read anew for every request: functions are no part of a deployment. */
function writtenForm({ definition }: RestDeploymentModel): string {
  return JSON.stringify(definition, (key, value: unknown) => (key === "function" ? undefined : value));
}
